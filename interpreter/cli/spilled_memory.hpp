// Memory for lists as long as the data (lang/base/bulk.hpp): ordinary memory up to a part of a limit, and after that
// files, which the system reads and writes as it is asked for their parts. So data may be larger than memory.
//
// The files have no names: they go with the process, however it ends. A thread looks at how much of them is in memory,
// and gives it back where the process would have more than the limit; what is asked for again is taken from the files.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory_resource>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace cepol::cli {

class SpilledMemory final : public std::pmr::memory_resource {
 public:
  // `limit`: bytes of the process that are in memory at a time. `folder`: for the files.
  SpilledMemory(std::size_t limit, std::string folder);
  SpilledMemory(const SpilledMemory&) = delete;
  SpilledMemory& operator=(const SpilledMemory&) = delete;
  ~SpilledMemory() override;

  const std::string& folder() const { return folder_; }
  std::size_t spilled() const { return spilled_; }  // bytes that were asked for in files, in all
  // Why there was no more room in the folder; empty: there was.
  const std::string& error() const { return error_; }

 private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override;
  void do_deallocate(void* memory, std::size_t bytes, std::size_t alignment) override;
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  void* map_file(std::size_t bytes);  // throws std::bad_alloc; error_ says why
  void watch();
  void give_back();

  const std::size_t limit_;
  const std::string folder_;
  std::mutex held_;
  std::map<void*, std::size_t> mapped_;  // by address: bytes
  std::size_t on_heap_ = 0, spilled_ = 0;
  std::string error_;
  std::thread watcher_;  // once there is a file
  std::condition_variable ended_;
  bool ending_ = false;
};

// While it lives, lists as long as the data take their memory from it.
class UsedMemory {
 public:
  explicit UsedMemory(std::pmr::memory_resource& memory) : before_(std::pmr::set_default_resource(&memory)) {}
  UsedMemory(const UsedMemory&) = delete;
  UsedMemory& operator=(const UsedMemory&) = delete;
  ~UsedMemory() { std::pmr::set_default_resource(before_); }

 private:
  std::pmr::memory_resource* before_;
};

// 500MB, 2GiB, 1.5G: bytes; nullopt: it is no such size.
std::optional<std::size_t> bytes_of(std::string_view typed);
// Three quarters of the machine's memory, or of what the process may use.
std::size_t usual_limit();
// TMPDIR, or else where files that are large may lie.
std::string spill_folder();

}  // namespace cepol::cli
