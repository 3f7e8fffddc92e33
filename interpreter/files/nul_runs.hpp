// Passes on the bytes of a file and watches for NULs beside one another. A disk that lost a block, or a file that was
// not written to its end, has NULs where rows were; how many rows, nobody can tell.
#pragma once

#include <cstring>
#include <optional>
#include <string>

#include "interpreter/files/files.hpp"
#include "interpreter/files/read_error.hpp"

namespace cepol::files {

class NulRuns final : public Reader {
 public:
  explicit NulRuns(Reader& bytes) : bytes_(bytes) {}

  std::size_t read(char* space, std::size_t size) override {
    const std::size_t count = bytes_.read(space, size);
    if (count > 0 && std::memchr(space, '\0', count) != nullptr)
      watch(space, count);
    else if (count > 0)
      run_ = 0;
    passed_ += count;
    return count;
  }
  bool seek(std::size_t byte) override {
    passed_ = run_ = longest_ = begin_ = 0;
    return byte == 0 && bytes_.seek(0);
  }
  std::string error() const override { return bytes_.error(); }
  std::size_t size() const override { return bytes_.size(); }

  // The longest run of NULs so far, and where the first of these begins: bytes before it.
  std::size_t longest() const { return longest_; }
  std::size_t begin() const { return begin_; }
  // After the whole file: the error of one in which rows may be lost. Reads it once more up to the place.
  std::optional<ReadError> lost_block(const std::string& path);

 private:
  void watch(const char* space, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      run_ = space[i] == '\0' ? run_ + 1 : 0;
      if (run_ <= longest_) continue;
      longest_ = run_;
      begin_ = passed_ + i + 1 - run_;
    }
  }

  Reader& bytes_;
  std::size_t passed_ = 0, run_ = 0, longest_ = 0, begin_ = 0;
};

}  // namespace cepol::files
