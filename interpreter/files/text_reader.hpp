// A Reader of a text in memory.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "interpreter/files/files.hpp"

namespace cepol::files {

class TextReader final : public Reader {
 public:
  // The text must outlive the reader.
  explicit TextReader(std::string_view text) : rest_(text), text_(text) {}

  std::size_t read(char* space, std::size_t size) override {
    const std::size_t count = std::min(size, rest_.size());
    if (count > 0) std::memcpy(space, rest_.data(), count);
    rest_.remove_prefix(count);
    return count;
  }
  bool seek(std::size_t byte) override {
    rest_ = text_.substr(std::min(byte, text_.size()));
    return true;
  }
  std::string error() const override { return {}; }
  std::size_t size() const override { return text_.size(); }

 private:
  std::string_view rest_, text_;
};

}  // namespace cepol::files
