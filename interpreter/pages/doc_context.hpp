// DocContext: links, clause numbers and texts in the page's language, for all functions that render the side-by-side
// page. Only interpreter/pages includes this header.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "interpreter/pages/doc.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::pages {

class DocContext {
 public:
  explicit DocContext(const Doc& doc);

  const Doc& doc() const { return doc_; }
  std::string_view say(std::string_view zh, std::string_view en) const { return say_in(doc_.english, zh, en); }
  template <class First, class... Rest>
  std::string say(fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en, First&& first,
                  Rest&&... rest) const {
    return say_in(doc_.english, zh, en, std::forward<First>(first), std::forward<Rest>(rest)...);
  }
  // The HTML attribute for texts of the policy if its language is not that of the page.
  const std::string& lang() const { return lang_; }
  std::size_t number_of(const std::string& label) const { return numbers_.at(label); }  // of a clause in the page
  const std::vector<std::string>& clauses_of(std::size_t rule) const { return clauses_of_[rule]; }
  std::string link(const std::string& label) const;  // to a clause
  std::string links(const std::vector<std::string>& labels) const;

 private:
  const Doc& doc_;
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::vector<std::string>> clauses_of_;
  std::string lang_;
};

// A rule beside the clause `at` (null: the rule cites none). Unless `whole` or `home`, only the lines that cite the
// clause are rendered.
std::string rule_html(const DocContext& context, std::size_t index, const DocClause* at, bool whole, bool home);

}  // namespace cepol::pages
