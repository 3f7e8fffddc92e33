// Converts the text of one cell to a value of the type of its column.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/data/dataset.hpp"
#include "interpreter/data/texts.hpp"

namespace cepol::data {

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
  // The state of a cell of which nothing is known, not even whether it is filled in.
  State unreadable() const { return blank_ == State::none ? State::open : State::unknown; }
  // Is it one of the words that say that a cell of the column is blank? `text` is trimmed, and valid UTF-8. `through`:
  // as of read(), where the office has added the word.
  bool says_blank(std::string_view text, std::optional<std::uint32_t>* through = nullptr) const;
  // `text` is cleaned (lang/base/fold.hpp), trimmed, not empty, and valid UTF-8. It is compared in its folded form. A
  // word for a blank gives the state of a blank cell, and no fault. `through`: the other word by which it was read, as
  // its index in words(), if any.
  std::optional<CellFault> read(std::string_view text, Texts& texts, CellValue& cell,
                                std::optional<std::uint32_t>* through = nullptr) const;

  // Other words for the column's values, and its units, which may stand behind a number.
  struct Word {
    // meant: empty for a unit; written and form: empty for cells that differ from `meant` in their capitals alone
    std::string written, meant, form;
    std::uint32_t index;
  };
  const std::vector<Word>& words() const { return words_; }

 private:
  static bool has_large_exponent(std::string_view text);
  void set_words(const core::Program& program, const core::Column& column);
  void add_any_case();
  std::optional<std::uint32_t> word_of(std::string_view form) const;
  std::optional<std::uint32_t> word_in_any_case(std::string_view form) const;
  std::optional<CellFault> read_truth(std::string_view text, CellValue& cell,
                                      std::optional<std::uint32_t>& through) const;
  std::optional<CellFault> read_number(std::string_view text, CellValue& cell) const;
  std::optional<CellFault> read_amount(std::string_view text, CellValue& cell,
                                       std::optional<std::uint32_t>& through) const;
  std::optional<CellFault> read_choice(std::string_view text, CellValue& cell,
                                       std::optional<std::uint32_t>& through) const;
  std::optional<CellFault> read_year(std::string_view text, CellValue& cell) const;
  std::optional<CellFault> read_date(std::string_view text, CellValue& cell) const;
  static std::optional<CellFault> read_id(std::string_view text, Texts& texts, CellValue& cell);
  std::optional<CellFault> in_range(std::string_view text, std::int64_t scaled, CellValue& cell) const;
  void set_bounds(const core::Column& column);

  core::Kind kind_;
  State blank_;
  int scale_ = 0;
  std::int64_t lowest_ = std::numeric_limits<std::int64_t>::min();  // numbers: scaled; years; days
  std::int64_t highest_ = std::numeric_limits<std::int64_t>::max();
  std::string lowest_shown_, highest_shown_;           // empty: no bound
  std::vector<std::string> members_, folded_members_;  // as the policy writes them; their folded forms
  std::vector<Word> words_;
  std::map<std::string, std::optional<std::uint32_t>> in_small_letters_;  // the member; nullopt: several
  std::uint32_t first_any_case_ = 0;                                      // of words_; one for each member
  bool english_ = false;
  std::vector<std::string> blank_words_;
  bool id_number_ = false;
  std::size_t longest_blank_ = 0;  // of a cell that is a word for a blank: bytes, in full-width form
};

// Why a cell with invisible characters cannot be read, by the text before it is cleaned. Within a number, a year or a
// date they may divide two values; U+202E shows digits and keys in another order than that in which they are stored.
// `names_row`: it is a key or a link.
std::optional<Fault> hidden_fault(core::Kind kind, bool names_row, std::string_view text);

// A text short enough for a message: a long one is cut with …; line breaks and control characters become spaces.
std::string excerpt(std::string_view text);

}  // namespace cepol::data
