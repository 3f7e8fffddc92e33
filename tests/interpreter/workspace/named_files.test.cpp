// Every construct by which a policy names a file, with every kind of file: what may be read is read, and nothing else
// is opened, waited for or quoted.
#include "interpreter/workspace/named_files.hpp"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>

#include "interpreter/files/memory_files.hpp"
#include "interpreter/workspace/disk_files.hpp"
#include "interpreter/workspace/load.hpp"
#include "tests/support/folders.hpp"

using namespace cepol;
using workspace::NamedBy;
namespace fs = std::filesystem;

namespace {

constexpr NamedBy constructs[] = {
#define NAMED_FILE(name, missing, outside, unreadable, most) NamedBy::name,
#include "interpreter/workspace/named_files.def"
#undef NAMED_FILE
};

struct Construct {
  std::string policy;  // the text that names NAME
  std::string name;    // that the policy writes
  std::string ending;  // that the file has beside
  std::string good;    // a text that the file may have
  std::string file() const { return name + ending; }
  std::string text(const std::string& named) const { return with_name(good, named); }
  static std::string with_name(std::string text, const std::string& named) {
    const std::size_t at = text.find("NAME");
    return at == std::string::npos ? text : text.replace(at, 4, named);
  }
};

// No construct can be added without a case here.
Construct construct_of(NamedBy by) {
  const std::string record = "record r key id { id: text }\n", head = "policy a/one \"t\" { language en }\n";
  switch (by) {
    case NamedBy::notice:
      return {"policy a/one \"t\" { language en; notice \"NAME\" }\n" + record, "x.txt", "", "一、Words\n"};
    case NamedBy::module: return {head + "use NAME\n" + record, "x", ".cepol", "module NAME\n"};
    case NamedBy::table: return {head + "record e key id beside \"NAME\" { id: text }\n", "x.csv", "", "id\nA\n"};
    case NamedBy::amended:
      return {"policy a/one amends NAME \"t\" { language en }\n", "x", ".cepol",
              "policy NAME \"t\" { language en }\n" + record};
  }
  return {};
}

// Passes on to the disk, and keeps which files were opened.
class WatchedFiles final : public files::Files {
 public:
  files::FileKind kind(const std::string& path) const override { return disk().kind(path); }
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override {
    auto reader = disk().open(path, why);
    if (reader) opened.insert(disk().resolve(path).value_or(path));
    return reader;
  }
  std::unique_ptr<files::Reader> open_resolved(const std::string& path, std::string& why) const override {
    auto reader = disk().open_resolved(path, why);
    if (reader) opened.insert(path);
    return reader;
  }
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override {
    return disk().list(folder, why);
  }
  std::optional<std::string> resolve(const std::string& path) const override { return disk().resolve(path); }
  mutable std::set<std::string> opened;

 private:
  static const files::Files& disk() { return workspace::disk_files(); }
};

// rules/ is the policy's folder, elsewhere/ is not.
class Folders {
 public:
  Folders() : root_(fs::canonical(fs::temp_directory_path()) / ("cepol-named-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    for (const char* folder : {"rules/inner", "elsewhere", "library"}) fs::create_directories(root_ / folder);
  }
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;
  ~Folders() { fs::remove_all(root_); }
  fs::path operator/(const std::string& path) const { return root_ / path; }

 private:
  fs::path root_;
};

enum class Expected { read, refused };

struct Case {
  std::string what;
  Expected expected;
  std::string (*make)(const Folders& folders, const Construct& construct);  // returns the name that the policy writes
};

const std::string secret = "id,SECRET-OF-ANOTHER\n一、SECRET-OF-ANOTHER\n";

void make_socket(const fs::path& path) {
  const int made = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string text = path.string();
  REQUIRE(text.size() < sizeof address.sun_path);
  text.copy(address.sun_path, text.size());
  REQUIRE(::bind(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  ::close(made);
}

const std::vector<Case> cases{
    {"a file", Expected::read,
     [](const Folders& f, const Construct& c) {
       test::write(f / "rules" / c.file(), c.text(c.name));
       return c.name;
     }},
    {"a link to a file inside", Expected::read,
     [](const Folders& f, const Construct& c) {
       test::write(f / "rules/inner/real", c.text(c.name));
       fs::create_symlink("inner/real", f / "rules" / c.file());
       return c.name;
     }},
    {"through a link to a folder inside", Expected::read,
     [](const Folders& f, const Construct& c) {
       test::write(f / "rules/inner" / c.file(), c.text("near/" + c.name));
       fs::create_symlink("inner", f / "rules/near");
       return "near/" + c.name;
     }},
    {"missing", Expected::refused, [](const Folders&, const Construct& c) { return c.name; }},
    {"absolute", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "elsewhere" / c.file(), secret);
       return (f / ("elsewhere/" + c.name)).string();
     }},
    {"absolute, inside", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "rules" / c.file(), c.text(c.name));
       return (f / ("rules/" + c.name)).string();
     }},
    {"above", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "elsewhere" / c.file(), secret);
       return "../elsewhere/" + c.name;
     }},
    {"above from within", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "elsewhere" / c.file(), secret);
       return "inner/../../elsewhere/" + c.name;
     }},
    {"a link to a file outside", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "elsewhere" / c.file(), secret);
       fs::create_symlink(f / "elsewhere" / c.file(), f / "rules" / c.file());
       return c.name;
     }},
    {"a link to a link outside", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "elsewhere" / c.file(), secret);
       fs::create_symlink("../../elsewhere/" + c.file(), f / "rules/inner/second");
       fs::create_symlink("inner/second", f / "rules" / c.file());
       return c.name;
     }},
    {"through a link to a folder outside", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "elsewhere" / c.file(), secret);
       fs::create_symlink("../elsewhere", f / "rules/far");
       return "far/" + c.name;
     }},
    {"hidden", Expected::refused,
     [](const Folders& f, const Construct& c) {
       fs::create_directory(f / "rules/.ssh");
       test::write(f / "rules/.ssh" / c.file(), secret);
       return ".ssh/" + c.name;
     }},
    {"a link to a hidden file", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "rules/.secret", secret);
       fs::create_symlink(".secret", f / "rules" / c.file());
       return c.name;
     }},
    {"a pipe that nothing writes to", Expected::refused,
     [](const Folders& f, const Construct& c) {
       REQUIRE(::mkfifo((f / ("rules/" + c.file())).c_str(), 0600) == 0);
       return c.name;
     }},
    {"a link to a pipe", Expected::refused,
     [](const Folders& f, const Construct& c) {
       REQUIRE(::mkfifo((f / "rules/pipe").c_str(), 0600) == 0);
       fs::create_symlink("pipe", f / "rules" / c.file());
       return c.name;
     }},
    {"a link to a device without end", Expected::refused,
     [](const Folders& f, const Construct& c) {
       fs::create_symlink("/dev/zero", f / "rules" / c.file());
       return c.name;
     }},
    {"a link to a terminal", Expected::refused,
     [](const Folders& f, const Construct& c) {
       fs::create_symlink("/dev/tty", f / "rules" / c.file());
       return c.name;
     }},
    {"a socket", Expected::refused,
     [](const Folders& f, const Construct& c) {
       make_socket(f / "rules" / c.file());
       return c.name;
     }},
    {"a folder", Expected::refused,
     [](const Folders& f, const Construct& c) {
       fs::create_directory(f / "rules" / c.file());
       return c.name;
     }},
    {"of a terabyte, without blocks", Expected::refused,
     [](const Folders& f, const Construct& c) {
       test::write(f / "rules" / c.file(), "");
       fs::resize_file(f / "rules" / c.file(), std::uintmax_t{1} << 40);
       return c.name;
     }},
    {"a link to itself", Expected::refused,
     [](const Folders& f, const Construct& c) {
       fs::create_symlink(c.file(), f / "rules" / c.file());
       return c.name;
     }},
    {"a link to nothing", Expected::refused,
     [](const Folders& f, const Construct& c) {
       fs::create_symlink("nothing", f / "rules" / c.file());
       return c.name;
     }},
};

std::string messages_of(const workspace::Policy& policy) {
  std::string text;
  for (const Diagnostic& one : policy.problems.list)
    for (const Language language : {Language::zh, Language::en}) text += render(one, policy.sources, language);
  return text;
}

std::uint64_t seconds_of_processor() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return static_cast<std::uint64_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
}

}  // namespace

TEST_CASE("what a policy may name is read, and nothing else is opened") {
  const std::uint64_t begun = seconds_of_processor();
  for (const NamedBy by : constructs)
    for (const Case& each : cases) {
      const Folders folders;
      const Construct construct = construct_of(by);
      const std::string text = Construct::with_name(construct.policy, each.make(folders, construct));
      const std::string file = (folders / "rules/one.cepol").string();
      test::write(file, text);
      INFO(text << each.what);

      ::alarm(20);  // a hang ends the test
      const WatchedFiles watched;
      const auto policy = workspace::load({watched, (folders / "library").string(), {}}, file);
      ::alarm(0);
      REQUIRE(policy->readable);
      INFO(messages_of(*policy));
      CHECK(policy->good() == (each.expected == Expected::read));
      CHECK(messages_of(*policy).find("SECRET") == std::string::npos);
      watched.opened.erase(file);
      if (each.expected == Expected::read)
        CHECK(watched.opened.size() == 1);
      else if (each.what.find("terabyte") == std::string::npos)
        CHECK(watched.opened.empty());
    }
  CHECK(seconds_of_processor() - begun < 60);
}

TEST_CASE("the message has the place in the policy and says what to do") {
  const Folders folders;
  test::write(folders / "elsewhere/secret.txt", secret);
  fs::create_symlink(folders / "elsewhere/secret.txt", folders / "rules/link.txt");
  REQUIRE(::mkfifo((folders / "rules/pipe.txt").c_str(), 0600) == 0);
  const auto message = [&](const std::string& named) {
    const fs::path file = folders / "rules/one.cepol";
    test::write(file, "policy a/one \"t\" {\n  notice \"" + named + "\" as a/b\n}\n");
    const auto policy = workspace::load({workspace::disk_files(), (folders / "library").string(), {}}, file.string());
    REQUIRE(policy->problems.list.size() == 1);
    CHECK(place_of(policy->sources.front(), policy->problems.list.front().span.begin).line == 2);
    return messages_of(*policy);
  };
  for (const std::string named : {"link.txt", "../elsewhere/secret.txt"}) {
    const std::string text = message(named);
    CHECK(text.find("在政策的文件夹之外，没有读") != std::string::npos);
    CHECK(text.find("lies outside the policy's folder and was not read") != std::string::npos);
    CHECK(text.find("put the notice's text (the file itself, not a link) beside the policy") != std::string::npos);
  }
  const std::string pipe = message("pipe.txt");
  CHECK(pipe.find("它不是文件，而是文件夹、管道或设备") != std::string::npos);
  CHECK(pipe.find("it is no file but a folder, a pipe or a device") != std::string::npos);
}

TEST_CASE("files in memory are judged like those on the disk") {
  files::MemoryFiles files;
  files.write("rules/n.txt", "一、Words\n");
  files.write("n.txt", "一、Words\n");
  files.write("elsewhere/n.txt", secret);
  files.add_pipe("rules/pipe.txt");
  const auto state = [&](const std::string& folder, const std::string& named) {
    return find_named(files, NamedBy::notice, folder, named).state();
  };
  using workspace::Located;
  CHECK(state("rules", "n.txt") == Located::found);
  CHECK(state(".", "n.txt") == Located::found);
  CHECK(state(".", "rules/n.txt") == Located::found);
  CHECK(state("rules", "../elsewhere/n.txt") == Located::outside);
  CHECK(state("rules", "/elsewhere/n.txt") == Located::outside);
  CHECK(state("rules", "pipe.txt") == Located::no_file);
  CHECK(state(".", "rules") == Located::no_file);
  CHECK(state("rules", "none.txt") == Located::missing);
}

TEST_CASE("a file that is exchanged after it was judged is not read") {
  const Folders folders;
  test::write(folders / "elsewhere/n.txt", secret);
  test::write(folders / "rules/inner/n.txt", "words");
  const auto& disk = workspace::disk_files();
  const auto judged = [&] { return find_named(disk, NamedBy::notice, (folders / "rules").string(), "inner/n.txt"); };
  std::string why;
  CHECK(read_named(disk, judged(), why) == "words");
  const auto before = judged();
  REQUIRE(before.found());
  SECTION("for a link") {
    fs::remove(folders / "rules/inner/n.txt");
    fs::create_symlink(folders / "elsewhere/n.txt", folders / "rules/inner/n.txt");
  }
  SECTION("for a pipe") {
    fs::remove(folders / "rules/inner/n.txt");
    REQUIRE(::mkfifo((folders / "rules/inner/n.txt").c_str(), 0600) == 0);
  }
  SECTION("its folder for a link") {
    fs::rename(folders / "rules/inner", folders / "rules/old");
    fs::create_symlink(folders / "elsewhere", folders / "rules/inner");
  }
  ::alarm(20);
  CHECK_FALSE(read_named(disk, before, why));
  ::alarm(0);
  CHECK_FALSE(why.empty());
}

TEST_CASE("the notice of another policy may lie with it") {
  const Folders folders;
  fs::create_directories(folders / "b");
  test::write(folders / "b/2030.cepol", "policy b/2030 \"t\" { language en; notice \"2030.txt\" }\n");
  test::write(folders / "b/2030.txt", "一、Words\n");
  test::write(folders / "b/other.txt", "一、SECRET\n");
  const auto loads = [&](const std::string& notice) {
    const fs::path file = folders / "rules/one.cepol";
    test::write(file, "policy a/one \"t\" { language en; notice " + notice + " }\nrecord r key id { id: text }\n");
    return workspace::load({workspace::disk_files(), (folders / "library").string(), {}}, file.string())->good();
  };
  CHECK(loads("\"../b/2030.txt\" as b/2030"));
  CHECK_FALSE(loads("\"../b/2030.txt\""));
  CHECK_FALSE(loads("\"../b/2030.txt\" as b/2031"));
  CHECK_FALSE(loads("\"../b/other.txt\" as b/2030"));
}

TEST_CASE("a table beside a policy has a limit") {
  files::MemoryFiles files;
  files.write("rules/t.csv", std::string(workspace::most_bytes_of_table + 1, 'x'));
  const auto file = find_named(files, NamedBy::table, "rules", "t.csv");
  std::string why;
  CHECK_FALSE(read_named(files, file, why));
  CHECK(why.find("67108864") != std::string::npos);
}
