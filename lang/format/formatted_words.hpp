// The formatted tokens of a policy without comments, for output that breaks lines itself: each token knows whether the
// formatter puts a space before it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/format/format.hpp"

namespace cepol::format {

struct FormattedWord {
  std::string text;  // keywords in the spelling of FormatOptions
  bool keyword = false;
  bool blank_before = false;
};

struct LayoutToken;

class FormattedWords {
 public:
  // `tree` has no errors and outlives this object.
  FormattedWords(const syntax::Tree& tree, const FormatOptions& options);
  // The tokens between two offsets, except those within `left_out`; the first has no blank before it.
  std::vector<FormattedWord> from_to(std::uint32_t begin, std::uint32_t end,
                                     const std::vector<Span>& left_out = {}) const;

 private:
  const syntax::Tree& tree_;
  std::shared_ptr<const std::vector<LayoutToken>> pieces_;  // one for each token
};

}  // namespace cepol::format
