// A page has no other programs.
#include "interpreter/cli/old_workbooks.hpp"

namespace cepol::cli {

std::unique_ptr<files::Reader> converted_workbook(files::Reader&, std::string& why) {
  why = files::no_old_workbooks;
  return nullptr;
}

}  // namespace cepol::cli
