// Letters that the clerk should look at before they are sent.
#pragma once

#include <string>
#include <vector>

#include "interpreter/cli/io.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::cli {

class LettersToCheck {
 public:
  // Does the result wait for records of the office, or is the key of the row in doubt?
  struct Doubts {
    bool office = false, key = false;
  };
  Doubts add(const core::Program& program, const report::RowExplanation& explanation);
  void find_names(std::vector<std::string> without_words) { names_ = std::move(without_words); }
  // `left_out`: such letters were not written.
  void tell(bool left_out, const Io& io) const;

 private:
  std::vector<std::string> office_, keys_;  // the rows
  std::vector<std::string> names_;          // in the letters, with _ between their words
};

}  // namespace cepol::cli
