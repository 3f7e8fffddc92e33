// Converts the text of one cell to a value of the type of its column.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "interpreter/data/texts.hpp"

namespace cepol::data {

struct CellValue {
  State state = State::unknown;
  std::int64_t number = 0;  // number, year; dates: the first day
  std::int32_t last = 0;    // dates: the last day
  std::uint32_t index = 0;  // truth, enumeration, text; a reference: the text of its key
  friend bool operator==(const CellValue&, const CellValue&) = default;
};

struct CellFault {
  Fault fault;
  std::vector<std::string> arguments;
};

// Reads the cells of one column.
class CellReader {
 public:
  CellReader(const core::Program& program, const core::Column& column);

  int scale() const { return scale_; }
  State blank() const { return blank_; }
  // `text` is cleaned (lang/base/fold.hpp), trimmed, not empty, and valid UTF-8. It is compared in its folded form.
  std::optional<CellFault> read(std::string_view text, Texts& texts, CellValue& cell) const;

 private:
  std::optional<CellFault> read_number(std::string_view text, CellValue& cell) const;
  std::optional<CellFault> read_fraction(std::string_view text, CellValue& cell) const;
  std::optional<CellFault> in_range(std::string_view text, std::int64_t scaled, CellValue& cell) const;

  core::Kind kind_;
  State blank_;
  int scale_ = 0;
  std::int64_t lowest_ = std::numeric_limits<std::int64_t>::min();  // scaled
  std::int64_t highest_ = std::numeric_limits<std::int64_t>::max();
  std::string lowest_shown_, highest_shown_;           // empty: no bound
  std::vector<std::string> members_, folded_members_;  // as the policy writes them; their folded forms
};

// A text short enough for a message: a long one is cut with …; line breaks and control characters become spaces.
std::string excerpt(std::string_view text);

}  // namespace cepol::data
