// Results as a workbook (.xlsx), a sheet for each table: a frozen heading with filters, widths by what stands in the
// columns, colours by outcome. Numbers are numbers, days are days, and everything else is text: nothing becomes a
// formula, and 00123 stays. A fraction is a number that is shown as 170/3. Rows go to the disk as they come, so that
// memory does not grow with them.
//
// The library (libxlsxwriter) writes the file by itself, by the name that the destination has for it; it does not see
// every failure to write, so the finished file is read again.
#pragma once

#include <memory>

#include "interpreter/report/result_writer.hpp"

namespace cepol::office {

struct WorkbookProperties {
  std::string title, program, day;  // day: 2017-05-31, or empty
};

class WorkbookWriter : public report::ResultWriter {
 public:
  // Bars beside the present table: from row `first` of it (counted from 0), so many; labels and numbers are the
  // columns.
  struct Bars {
    std::string title;
    std::size_t first, count, labels, numbers;
    std::vector<explain::Tone> tones;  // by row
  };
  virtual void bars(const Bars& bars) = 0;
};

std::unique_ptr<WorkbookWriter> make_workbook(std::unique_ptr<report::Destination> destination,
                                              const WorkbookProperties& properties);

// For messages about a workbook that cannot be written.
inline constexpr const char* workbook_needs_file = "a workbook is written to a file, not to a pipe or a device";
inline constexpr const char* workbook_incomplete = "the workbook was not written completely; is the disk full?";

}  // namespace cepol::office
