// The converter gets files without a name, which vanish with the last descriptor: nothing is left behind, and no name
// can be taken by another.
#include "interpreter/cli/old_workbooks.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "interpreter/files/text_reader.hpp"

namespace cepol::cli {

namespace {

constexpr std::size_t largest = std::size_t{512} * 1024 * 1024;  // bytes, of the workbook and of what it becomes
constexpr unsigned longest = 300;                                // seconds

class ConvertedReader final : public files::Reader {
 public:
  explicit ConvertedReader(std::string bytes) : bytes_(std::move(bytes)), reader_(bytes_) {}
  std::size_t read(char* space, std::size_t size) override { return reader_.read(space, size); }
  bool seek(std::size_t byte) override { return reader_.seek(byte); }
  std::string error() const override { return {}; }
  std::size_t size() const override { return bytes_.size(); }

 private:
  std::string bytes_;
  files::TextReader reader_;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using NamelessFile = std::unique_ptr<std::FILE, CloseFile>;

bool fill(std::FILE* file, files::Reader& bytes, std::size_t size) {
  const int number = ::fileno(file);
  if (::posix_fallocate(number, 0, static_cast<off_t>(size)) != 0) return false;
  void* const space = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, number, 0);
  if (space == MAP_FAILED) return false;
  std::size_t filled = 0;
  while (filled < size) {
    const std::size_t count = bytes.read(static_cast<char*>(space) + filled, size - filled);
    if (count == 0) break;
    filled += count;
  }
  ::munmap(space, size);
  return filled == size;
}

std::string content_of(std::FILE* file) {
  struct stat status {};
  if (::fstat(::fileno(file), &status) != 0 || status.st_size <= 0) return {};
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < content.size()) {
    const ssize_t count =
        ::pread(::fileno(file), content.data() + filled, content.size() - filled, static_cast<off_t>(filled));
    if (count <= 0) return {};
    filled += static_cast<std::size_t>(count);
  }
  return content;
}

// In the child. (By fd://0 it would be read as a stream, in which ssconvert loses its place.) Only what is safe after a
// fork of a process with threads.
[[noreturn]] void become_converter(int in, int out, int complaints) {
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(complaints, STDERR_FILENO);
  const rlimit size{largest, largest};
  ::setrlimit(RLIMIT_FSIZE, &size);
  ::alarm(longest);
  // A locale that the system does not have would be complained of. (env gives 127 too where there is no ssconvert.)
  ::execlp("env", "env", "LC_ALL=C.UTF-8", "ssconvert", "--import-type=Gnumeric_Excel:excel",
           "--export-type=Gnumeric_Excel:xlsx2", "/dev/fd/0", "fd://1", static_cast<char*>(nullptr));
  ::_exit(127);
}

}  // namespace

std::unique_ptr<files::Reader> converted_workbook(files::Reader& bytes, std::string& why) {
  constexpr int not_found = 127;
  const NamelessFile in(std::tmpfile()), out(std::tmpfile()), complaints(std::tmpfile());
  why = files::old_workbook_refused;
  if (!in || !out || !complaints || bytes.size() == 0 || bytes.size() > largest || !bytes.seek(0) ||
      !fill(in.get(), bytes, bytes.size()))
    return nullptr;
  const int numbers[] = {::fileno(in.get()), ::fileno(out.get()), ::fileno(complaints.get())};
  const pid_t child = ::fork();
  if (child == 0) become_converter(numbers[0], numbers[1], numbers[2]);
  int status = 0;
  if (child < 0) return nullptr;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return nullptr;
  if (WIFEXITED(status) && WEXITSTATUS(status) == not_found) {
    why = files::no_old_workbooks;
    return nullptr;
  }
  std::string converted = content_of(out.get());
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !content_of(complaints.get()).empty() || converted.empty())
    return nullptr;
  why.clear();
  return std::make_unique<ConvertedReader>(std::move(converted));
}

}  // namespace cepol::cli
