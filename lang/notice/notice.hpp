// Splits the text of a notice into clauses, so that citations can be checked against it and quoted from it.
//
// Clauses are recognised by the numbering of Chinese official documents (一、 / （一） / 1. / （1）, 第一条, 附件1),
// regardless of Markdown heading levels, the width of brackets and page breaks; and by that of English ones: Article 3,
// Section 4, § 4, Rule 5, Part II, (a), (i), (A), A., I., 1.1. A clause's path is its numbers from the outermost in:
// 三(五), 二(七)2, 第十二条, 附件2, 1(a)(ii), Article3(a). The text before the first numbered clause is the clause
// 前言.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/source/source.hpp"

namespace cepol::notice {

// The path of the text before the first number, and its name in English policies.
constexpr std::string_view preamble = "前言", preamble_en = "preamble";

struct Clause {
  std::string path;  // half-width brackets, no blanks, no §
  std::string text;  // cleaned (lang/base/fold.hpp); without the number; lines of one sentence joined, a line for each
                     // paragraph; up to the first inner clause
  std::uint32_t begin = 0, end = 0;  // bytes in the notice
  std::size_t depth = 0;             // number of enclosing clauses
};

// A number at the start of a line that looks like a clause's number but opens no clause. A lint reports it.
struct Unopened {
  enum class Why {
    torn,    // the line above ends in the middle of a sentence, and the number is not the next of its list
    order,   // the number is not greater than the last of its list
    joined,  // 第三条 directly followed by text, as in a reference to an article
    list,    // (c) while neither (b) nor a list of its kind is open
  };
  std::string number;                // as in the notice
  std::string clause;                // path of the clause that the line became part of
  std::uint32_t begin = 0, end = 0;  // of the number; bytes in the notice
  Why why = Why::torn;
  std::string reason() const;  // in both languages, as an argument of a diagnostic
};

struct Notice {
  std::vector<Clause> clauses;  // in the order of the text; paths are unique, and each can be written in a policy: a
                                // number that comes again is 第二章第一节, else 一(第2处), in an English text 1(2nd)
  std::vector<Unopened> unopened;
  SourceId source = {};  // set by the caller if the text is in a table of sources: messages then point into it
  std::unordered_map<std::string, std::size_t> index;  // of clauses, by path
  const Clause* find(std::string_view path) const;
};

Notice read(const Source& source);

// Is the clause nothing but a heading of the clauses below it, or of its chapter? No number stands in it, and nothing
// that could be a rule.
bool is_title(const Notice& notice, std::size_t index);

}  // namespace cepol::notice
