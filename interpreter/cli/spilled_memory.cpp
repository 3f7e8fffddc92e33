// With POSIX calls.
#include "interpreter/cli/spilled_memory.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace cepol::cli {

namespace {

constexpr std::size_t kibi = 1024, mebi = kibi * kibi, gibi = kibi * mebi;
constexpr std::size_t least_mapped = mebi;  // smaller pieces are many, and little
constexpr std::size_t heap_part = 4;        // of the limit: one in so many bytes is ordinary memory
constexpr auto interval = std::chrono::milliseconds(5);

// Given back when the process has four fifths of the limit: until it is looked at again it may take more.
std::size_t threshold_of(std::size_t limit) { return limit / 5 * 4; }

std::size_t page_bytes() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

// Bytes of this process that are in memory; 0: the system does not say.
std::size_t resident() {
  std::FILE* const file = std::fopen("/proc/self/statm", "re");
  if (file == nullptr) return 0;
  std::size_t all = 0, in_memory = 0;
  const int read = std::fscanf(file, "%zu %zu", &all, &in_memory);
  std::fclose(file);
  return read == 2 ? in_memory * page_bytes() : 0;
}

// A new file in the folder, without a name. -1: errno says why.
int nameless_file(const std::string& folder) {
#ifdef O_TMPFILE
  const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return file;
#endif
  std::string name = folder + "/.cepol-XXXXXX";
  const int named = ::mkstemp(name.data());
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

// What a control group of the system allows; SIZE_MAX: there is none.
std::size_t group_limit() {
  std::FILE* const file = std::fopen("/sys/fs/cgroup/memory.max", "re");
  if (file == nullptr) return SIZE_MAX;
  std::size_t bytes = 0;
  const int read = std::fscanf(file, "%zu", &bytes);  // "max" is none
  std::fclose(file);
  return read == 1 && bytes > 0 ? bytes : SIZE_MAX;
}

}  // namespace

SpilledMemory::SpilledMemory(std::size_t limit, std::string folder) : limit_(limit), folder_(std::move(folder)) {}

SpilledMemory::~SpilledMemory() {
  {
    const std::scoped_lock lock(held_);
    ending_ = true;
  }
  ended_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

void* SpilledMemory::map_file(std::size_t bytes) {
  const auto fail = [&] {
    error_ = std::strerror(errno);
    throw std::bad_alloc();
  };
  const int file = nameless_file(folder_);
  if (file < 0) fail();
  // Its room on the disk is taken now: a page that cannot be written later would end the process.
  const int full = ::posix_fallocate(file, 0, static_cast<off_t>(bytes));
  errno = full;
  void* const memory = full == 0 ? ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
  const int why = errno;
  ::close(file);
  errno = why;
  if (memory == MAP_FAILED) fail();
  mapped_.emplace(memory, bytes);
  spilled_ += bytes;
  if (!watcher_.joinable()) watcher_ = std::thread([this] { watch(); });
  return memory;
}

void* SpilledMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
  {
    const std::scoped_lock lock(held_);
    if (bytes >= least_mapped && on_heap_ + bytes > limit_ / heap_part) return map_file(bytes);
    if (bytes >= least_mapped) on_heap_ += bytes;
  }
  return ::operator new(bytes, std::align_val_t(alignment));
}

void SpilledMemory::do_deallocate(void* memory, std::size_t bytes, std::size_t alignment) {
  if (bytes >= least_mapped) {
    const std::scoped_lock lock(held_);
    if (mapped_.erase(memory) > 0) {
      ::munmap(memory, bytes);
      return;
    }
    on_heap_ -= bytes;
  }
  ::operator delete(memory, std::align_val_t(alignment));
}

void SpilledMemory::watch() {
  std::unique_lock lock(held_);
  while (!ended_.wait_for(lock, interval, [&] { return ending_; }))
    if (resident() > threshold_of(limit_)) give_back();
}

// What was changed stays: these are pages of files.
void SpilledMemory::give_back() {
  for (const auto& [memory, bytes] : mapped_) ::madvise(memory, bytes, MADV_DONTNEED);
}

std::optional<std::size_t> bytes_of(std::string_view typed) {
  double number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  if (error != std::errc() || !(number > 0)) return std::nullopt;
  std::string_view unit(end, static_cast<std::size_t>(typed.data() + typed.size() - end));
  if (unit.ends_with("iB")) unit.remove_suffix(2);
  if (unit.ends_with("B")) unit.remove_suffix(1);
  const double factor = unit == "K" || unit == "k" ? kibi
                        : unit == "M"              ? mebi
                        : unit == "G"              ? gibi
                        : unit == "T"              ? kibi * gibi
                                                   : 0;
  constexpr double most = 1e18;
  if (factor == 0 || number * factor > most) return std::nullopt;
  return static_cast<std::size_t>(number * factor);
}

std::size_t usual_limit() {
  const auto pages = ::sysconf(_SC_PHYS_PAGES);
  const std::size_t machine = pages > 0 ? static_cast<std::size_t>(pages) * page_bytes() : SIZE_MAX;
  return std::min(machine, group_limit()) / 4 * 3;
}

std::string spill_folder() {
  const char* const chosen = std::getenv("TMPDIR");
  if (chosen != nullptr && *chosen != 0) return chosen;
  return ::access("/var/tmp", W_OK) == 0 ? "/var/tmp" : "/tmp";
}

}  // namespace cepol::cli
