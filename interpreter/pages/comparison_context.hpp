// What the parts of the page of a comparison share: the report, words in its language, links to changes, tables. Only
// interpreter/pages includes this header.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "interpreter/pages/comparison.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::pages {

class ComparisonContext {
 public:
  ComparisonContext(const diff::DiffReport& report, const ComparisonPage& page) : report_(report), page_(page) {}

  const diff::DiffReport& report() const { return report_; }
  const ComparisonPage& page() const { return page_; }
  std::string_view say(std::string_view zh, std::string_view en) const { return say_in(report_.english, zh, en); }
  template <class First, class... Rest>
  std::string say(fmt::format_string<First, Rest...> zh, fmt::format_string<First, Rest...> en, First&& first,
                  Rest&&... rest) const {
    return say_in(report_.english, zh, en, std::forward<First>(first), std::forward<Rest>(rest)...);
  }
  std::string words(std::string_view zh, std::string_view en) const { return std::string(say(zh, en)); }
  std::string link(std::size_t change) const;  // to a change, by its title

 private:
  const diff::DiffReport& report_;
  const ComparisonPage& page_;
};

// HTML of a table; texts are not yet escaped.
std::string table_html(std::vector<std::string> header, std::vector<std::vector<std::string>> rows,
                       std::vector<bool> right = {});
// The changes that decide something, each with its parts, its clauses and the rows and examples that it concerns.
std::string changes_html(const ComparisonContext& context);

}  // namespace cepol::pages
