// Data read from files in memory, and data sets as texts.
#pragma once

#include <string>
#include <vector>

#include "interpreter/files/read.hpp"
#include "tests/fuzz/sections.hpp"

namespace cepol::fuzz {

// Files in memory whose readers hand out at most so many bytes at a time. The texts must outlive it.
class TextFiles final : public files::Files {
 public:
  explicit TextFiles(std::vector<NamedText> texts, std::size_t at_most = SIZE_MAX)
      : texts_(std::move(texts)), at_most_(at_most) {}

  files::FileKind kind(const std::string& path) const override;
  std::unique_ptr<files::Reader> open(const std::string& path, std::string& why) const override;
  std::optional<std::vector<std::string>> list(const std::string& folder, std::string& why) const override;
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  const NamedText* find(const std::string& path) const;

  std::vector<NamedText> texts_;
  std::size_t at_most_;
};

// The files, read in their order; the first of each name.
files::Read read_files(const core::Program& program, const std::vector<NamedText>& texts,
                       std::size_t at_most = SIZE_MAX);

// Everything that was read, errors and faults included.
std::string text_of(const files::Read& read);

}  // namespace cepol::fuzz
