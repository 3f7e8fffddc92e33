// The clean-up list of `cepol data -o`: a line for each place of the data to be mended, with a blank for what should
// stand there; and what comes back filled in, with --corrections.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/data_review.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/report/result_writer.hpp"

namespace cepol::cli {

// `by`: a column of the data (单位) that lines are put together by; empty: none.
void write_clean_up_list(const Inputs& inputs, const std::vector<DataPlace>& places, const std::string& by,
                         report::ResultWriter& writer);

// The lists of --corrections.
class Corrections {
 public:
  // nullopt: one cannot be read, or has mistakes; the reason is printed.
  static std::optional<Corrections> read(const std::vector<std::string>& paths, const core::Program& program,
                                         const Io& io);
  const std::vector<std::string>& paths() const { return paths_; }
  const std::vector<data::Correction>& all() const { return all_; }
  // Prints how many were applied, and which were not, and why.
  void report(const data::Dataset& data, const Io& io) const;

 private:
  bool add(const std::string& path, const core::Program& program, const Io& io);

  std::vector<std::string> paths_;
  std::vector<data::Correction> all_;
  std::vector<std::size_t> list_of_;  // by correction: its path
  std::size_t open_ = 0;              // lines that do not say what should stand there
};

}  // namespace cepol::cli
