// Unopened::reason(): the wording, in both languages, of why a line with a clause number opened no clause. Separate
// from notice.cpp because it alone depends on lang/diagnostics.
#include "lang/diagnostics/diagnostic.hpp"
#include "lang/notice/notice.hpp"

namespace cepol::notice {

std::string Unopened::reason() const {
  switch (why) {
    case Why::torn:
      return in_both("上一行没有写完一句话，它又不是接下来的编号",
                     "the line above stops in the middle of a sentence, and the number is not the next one");
    case Why::order: return in_both("编号没有往后排", "the number does not go up");
    case Why::joined:
      return in_both("编号后面没有空格，像是在说那一条", "no space stands behind it, as where an article is spoken of");
    case Why::list: return in_both("它不是接下来的编号", "it is not the number that comes next");
  }
  return {};
}

}  // namespace cepol::notice
