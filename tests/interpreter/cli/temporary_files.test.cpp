// Temporary files, with real processes: nobody else reads them, no planted link is followed, and whatever ends the
// process, none stays or the next run removes it.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>

#include <catch2/catch.hpp>
#include <chrono>
#include <set>
#include <thread>

#include "tests/support/files.hpp"
#include "tests/support/folders.hpp"

#ifdef CEPOL_BINARY

namespace fs = std::filesystem;

namespace {

using namespace std::chrono_literals;

class Roster {
 public:
  explicit Roster(std::size_t rows)
      : root_(fs::canonical(fs::temp_directory_path()) / ("cepol-temporary-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    for (const char* folder : {"data", "short"}) fs::create_directories(root_ / folder);
    cepol::test::write(root_ / "p.cepol",
                       "policy x/y \"t\" { language en }\nrecord person key id { id: text; n: number }\n"
                       "decision z for person: q | w { q when n > 0; w otherwise }\n");
    std::string text = "id,n\n";
    for (std::size_t i = 0; i < rows; ++i) text += "A" + std::to_string(i) + ",3\n";
    cepol::test::write(root_ / "data/person.csv", text);
    cepol::test::write(root_ / "short/person.csv", "id,n\nA,3\n");
  }
  Roster(const Roster&) = delete;
  Roster& operator=(const Roster&) = delete;
  ~Roster() { fs::remove_all(root_); }
  std::string operator/(const std::string& path) const { return (root_ / path).string(); }

 private:
  fs::path root_;
};

constexpr std::size_t long_roster = 100000;  // rows; far more than are written until the test looks

// A process of the tool, killed at the end. Its messages are not shown, unless it has a terminal.
class Process {
 public:
  explicit Process(const std::vector<std::string>& words, bool ignores_hangup = false, const char* terminal = nullptr)
      : id_(::fork()) {
    if (id_ != 0) return;
    if (terminal != nullptr) ::setsid();  // so that the terminal becomes its own when it is opened
    const int nowhere = ::open(terminal != nullptr ? terminal : "/dev/null", O_RDWR);
    for (const int stream : {0, 1, 2}) ::dup2(nowhere, stream);
    if (ignores_hangup) ::signal(SIGHUP, SIG_IGN);
    std::vector<char*> arguments{const_cast<char*>(CEPOL_BINARY)};
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(CEPOL_BINARY, arguments.data());
    ::_exit(127);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (!ended_) end(SIGKILL);
  }
  bool running() const {
    siginfo_t state{};
    return !ended_ && ::waitid(P_PID, static_cast<id_t>(id_), &state, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           state.si_pid == 0;
  }
  void send(int number) const { ::kill(id_, number); }
  // Keeps it from going on, until end().
  void stop() const {
    send(SIGSTOP);
    siginfo_t state{};
    ::waitid(P_PID, static_cast<id_t>(id_), &state, WSTOPPED | WEXITED | WNOWAIT);
  }
  int end(int number) {
    send(number);
    send(SIGCONT);
    return wait();
  }
  int wait() {  // as waitpid() gives it
    int status = 0;
    ::waitpid(id_, &status, 0);
    ended_ = true;
    return status;
  }

 private:
  pid_t id_;
  bool ended_ = false;
};

// A terminal, seen from its other side.
class Terminal {
 public:
  Terminal() : side_(::posix_openpt(O_RDWR | O_NOCTTY)) {
    REQUIRE(::grantpt(side_) == 0);
    REQUIRE(::unlockpt(side_) == 0);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() { ::close(side_); }
  const char* name() const { return ::ptsname(side_); }
  void type(char key) const { REQUIRE(::write(side_, &key, 1) == 1); }
  // What the process shows until it ends.
  std::string shown() const {
    std::string text;
    char bytes[4096];
    for (ssize_t count = 0; (count = ::read(side_, bytes, sizeof bytes)) > 0;)
      text.append(bytes, static_cast<std::size_t>(count));
    return text;
  }

 private:
  int side_;
};

bool is_temporary(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with(".cepol-") && name.ends_with(".tmp");
}

std::vector<fs::path> temporary_in(const std::string& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (is_temporary(at->path())) found.push_back(at->path());
  return found;
}

// Has the file something in it? Then the process that made it has locked it, too.
bool is_begun(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  return !error && size > 0;
}

// Waits until the process has made as many temporary files.
std::vector<fs::path> wait_for_temporary(const std::string& folder, std::size_t count = 1) {
  for (int i = 0; i < 60000; ++i) {
    if (auto found = temporary_in(folder); found.size() >= count && std::any_of(found.begin(), found.end(), is_begun))
      return found;
    std::this_thread::sleep_for(1ms);
  }
  FAIL("no temporary file in a minute");
  return {};
}

int exit_status_of(const std::vector<std::string>& words) {
  const int status = Process(words).wait();
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::size_t entries_of(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

}  // namespace

TEST_CASE("no signal that can be caught leaves a temporary file or a new folder") {
  const Roster roster(long_roster);
  for (const int number :
       {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGABRT, SIGSEGV, SIGIO}) {
#if defined(__SANITIZE_ADDRESS__)
    if (number == SIGSEGV) continue;  // the sanitizer's own handler reports it and exits
#endif
    INFO("signal " << number);
    Process process({"eval", roster / "p", roster / "data", "-o", roster / "new/inner"});
    wait_for_temporary(roster / "new/inner");
    process.stop();
    REQUIRE(temporary_in(roster / "new/inner").size() == 1);
    const int status = process.end(number);
    CHECK(WIFSIGNALED(status));  // as without a handler
    CHECK(WTERMSIG(status) == number);
    CHECK_FALSE(fs::exists(roster / "new"));
  }
  cepol::test::write(roster / "result.json", "old");
  Process process({"eval", roster / "p", roster / "data", "-o", roster / "result.json"});
  wait_for_temporary(roster / "");
  process.stop();
  REQUIRE(temporary_in(roster / "").size() == 1);
  process.end(SIGTERM);
  CHECK(temporary_in(roster / "").empty());
  CHECK(cepol::test::text_of(roster / "result.json") == "old");
}

TEST_CASE("a long run shows its progress on a terminal") {
  const Roster roster(long_roster);
  const Terminal terminal;
  Process process({"eval", roster / "p", roster / "data", "-o", roster / "out", "--lang", "en"}, false,
                  terminal.name());
  wait_for_temporary(roster / "out");
  process.stop();
  std::this_thread::sleep_for(1100ms);
  process.send(SIGCONT);
  const std::string shown = terminal.shown();
  CHECK(WEXITSTATUS(process.wait()) == 0);
  INFO(shown);
  CHECK(shown.find("\r\033[Kperson ") != std::string::npos);
  CHECK(shown.find("/100000 rows, ") != std::string::npos);
  CHECK(shown.find("/s, ") != std::string::npos);
}

TEST_CASE("Ctrl-C on a terminal, and SIGTERM, stop a run within a second and leave nothing") {
  const Roster roster(long_roster);
  for (const bool typed : {true, false}) {
    const Terminal terminal;
    Process process({"eval", roster / "p", roster / "data", "-o", roster / "out/in"}, false, terminal.name());
    wait_for_temporary(roster / "out/in");
    process.stop();
    REQUIRE(process.running());
    if (typed)
      terminal.type('\x03');
    else
      process.send(SIGTERM);
    const auto begin = std::chrono::steady_clock::now();
    process.send(SIGCONT);
    const int status = process.wait();
    CHECK(std::chrono::steady_clock::now() - begin < 1s);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == (typed ? SIGINT : SIGTERM));
    CHECK_FALSE(fs::exists(roster / "out"));
  }
}

TEST_CASE("a signal that is ignored stays ignored") {
  const Roster roster(long_roster);
  Process process({"eval", roster / "p", roster / "data", "-o", roster / "out"}, true);
  wait_for_temporary(roster / "out");
  process.stop();
  process.send(SIGHUP);
  CHECK(WTERMSIG(process.end(SIGINT)) == SIGINT);
}

TEST_CASE("what a killed run left is removed by the next into the folder, and nothing else is") {
  const Roster roster(long_roster);
  const std::string out = roster / "out";
  fs::create_directory(out);
  Process killed({"eval", roster / "p", roster / "data", "-o", out});
  const fs::path left = wait_for_temporary(out).front();
  killed.stop();
  killed.end(SIGKILL);
  REQUIRE(fs::exists(left));
  // A run that still lives, in the same folder.
  Process alive({"eval", roster / "p", roster / "data", "-o", roster / "out/other.json"});
  const auto is_under_way = [&] {
    const auto found = temporary_in(out);
    return found.size() == 1 && found.front() != left && is_begun(found.front());
  };
  while (alive.running() && !is_under_way()) std::this_thread::sleep_for(1ms);
  alive.stop();
  REQUIRE(alive.running());
  CHECK_FALSE(fs::exists(left));
  const fs::path others = temporary_in(out).front();

  const std::string digits(32, 'a');
  std::set<std::string> kept{".cepol-notes.tmp",           ".cepol-" + digits.substr(1) + ".tmp",
                             ".cepol-" + digits + "a.tmp", ".cepol-" + std::string(32, 'A') + ".tmp",
                             "x.cepol-" + digits + ".tmp", "notes.tmp123"};
  for (const std::string& name : kept) cepol::test::write(out + "/" + name, "mine");
  cepol::test::write(roster / "victim", "mine");
  const auto named = [&](char digit) { return out + "/.cepol-" + std::string(32, digit) + ".tmp"; };
  fs::create_directory(named('1'));
  fs::create_symlink(roster / "victim", named('2'));
  REQUIRE(::mkfifo(named('3').c_str(), 0600) == 0);
  fs::create_hard_link(roster / "victim", named('4'));
  for (const char digit : {'1', '2', '3', '4'}) kept.insert(fs::path(named(digit)).filename().string());

  CHECK(exit_status_of({"eval", roster / "p", roster / "short", "-o", out}) == 0);
  CHECK(fs::exists(roster / "out/person.csv"));
  for (const std::string& name : kept) {
    INFO(name);
    CHECK(fs::exists(fs::symlink_status(out + "/" + name)));
  }
  CHECK(cepol::test::text_of(roster / "victim") == "mine");
  CHECK(fs::exists(others));
  CHECK(alive.running());
  CHECK(entries_of(out) == kept.size() + 3);  // two tables, the temporary file of the living run
}

TEST_CASE("a planted link is not followed, and temporary names are not used again") {
  const Roster roster(1);
  cepol::test::write(roster / "victim", "mine");
  const std::string plant = "cd '" + (roster / "") +
                            "' && for n in result.json.tmp$$ .cepol-$$.tmp; do ln -s victim $n; done; "
                            "exec " CEPOL_BINARY " eval p short -o result.json 2>/dev/null";
  CHECK(std::system(plant.c_str()) == 0);
  CHECK(cepol::test::text_of(roster / "victim") == "mine");
  CHECK(fs::is_regular_file(fs::symlink_status(roster / "result.json")));

  const Roster longer(long_roster);
  std::set<std::string> names;
  for (int i = 0; i < 3; ++i) {
    Process process({"eval", longer / "p", longer / "data", "-o", longer / "result.json"});
    names.insert(wait_for_temporary(longer / "").front().filename().string());
    process.end(SIGTERM);
  }
  CHECK(names.size() == 3);
}

TEST_CASE("a temporary file is for its owner, the result has the usual permissions or those it had") {
  const Roster roster(long_roster);
  const mode_t before = ::umask(027);
  cepol::test::write(roster / "old.json", "old");
  REQUIRE(::chmod((roster / "old.json").c_str(), 0604) == 0);
  {
    Process process({"eval", roster / "p", roster / "data", "-o", roster / "new.json"});
    const std::string made = wait_for_temporary(roster / "").front().string();
    process.stop();
    CHECK(mode_of(made) == 0600);
  }
  CHECK(exit_status_of({"eval", roster / "p", roster / "short", "-o", roster / "new.json"}) == 0);
  CHECK(exit_status_of({"eval", roster / "p", roster / "short", "-o", roster / "old.json"}) == 0);
  CHECK(exit_status_of({"eval", roster / "p", roster / "short", "-o", roster / "tables"}) == 0);
  ::umask(before);
  CHECK(mode_of(roster / "new.json") == 0640);
  CHECK(mode_of(roster / "tables/person.csv") == 0640);
  CHECK(mode_of(roster / "old.json") == 0604);
  CHECK(cepol::test::text_of(roster / "old.json").find("\"A\"") != std::string::npos);
  CHECK(temporary_in(roster / "").empty());
}

TEST_CASE("without room on the disk there is a message and no part of a file") {
  const Roster roster(2000);
  cepol::test::write(roster / "result.json", "old");
  for (const std::string output : {"result.json", "new.json", "tables", "new.txt --format table"}) {
    const std::string limited = "cd '" + (roster / "") +
                                "' && ulimit -f 8 && LC_ALL=C.UTF-8 " CEPOL_BINARY " eval p data -o " + output +
                                " 2>messages";
    const int status = std::system(limited.c_str());
    INFO(output << cepol::test::text_of(roster / "messages"));
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 2);
    CHECK(cepol::test::text_of(roster / "messages").find("File too large") != std::string::npos);
    CHECK(temporary_in(roster / "").empty());
    fs::remove(roster / "messages");
    CHECK(entries_of(roster / "") == 4);  // p.cepol, data, short, result.json
  }
  CHECK(cepol::test::text_of(roster / "result.json") == "old");
}

TEST_CASE("standard output that the shell leads to a file that is read is refused") {
  const Roster roster(3);
  const std::string rows = cepol::test::text_of(roster / "data/person.csv");
  for (const std::string redirected : {"eval p data >> data/person.csv", "eval p data > data/other.csv",
                                       "explain p data A1 >> data/person.csv", "show p >> p.cepol"}) {
    const std::string line =
        "cd '" + (roster / "") + "' && LC_ALL=C.UTF-8 " CEPOL_BINARY " " + redirected + " 2>messages";
    const int status = std::system(line.c_str());
    INFO(redirected << cepol::test::text_of(roster / "messages"));
    CHECK(WEXITSTATUS(status) == 2);
    const std::string told = cepol::test::text_of(roster / "messages");
    // Of a file in the folder of the data that is no table's the headings are looked at: it was read.
    CHECK(told.find("it is read in this run and would be replaced") != std::string::npos);
    CHECK(cepol::test::text_of(roster / "data/person.csv") == rows);
    fs::remove(roster / "data/other.csv");
  }
}

#endif
