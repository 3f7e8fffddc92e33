// A notice's own text and its clauses, so that every citation can be checked against it and quoted from it.
//
// The clauses are found by the numbering that official documents use: 一、二、 ... / （一）（二） ... / 1. 2. ... /
// （1）（2） ..., 第一条 ... , 附件1 ..., whatever the headings' Markdown levels, brackets' widths and page breaks in
// between; and by those of English ones: Article 3, Section 4, § 4, Rule 5, Part II, (a), (i), (A), A., I., 1.1. A
// clause's path is its numbers from the outside in: 三(五), 二(七)2, 第十二条, 附件2, 1(a)(ii), Article3(a). What comes
// before the first numbered clause is 前言.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/source/source.hpp"

namespace cepol::notice {

// The path of what stands before the first number, and how a policy in English calls it.
constexpr std::string_view preamble = "前言", preamble_en = "preamble";

struct Clause {
  std::string path;  // half-width brackets, no blanks, no §
  std::string text;  // as in the notice, without its number; torn parts joined, paragraphs on lines of their own; ends
                     // before the first inner clause
  std::uint32_t begin = 0, end = 0;  // bytes in the notice
  std::size_t depth = 0;             // how many clauses stand open around it
};

// A number at the start of a line that looks like a clause's and opens none: whoever has the text is asked.
struct Unopened {
  enum class Why {
    torn,    // the line above stops in the middle of a sentence, and the number is not the one that comes next
    order,   // numbers go up, and this one does not
    joined,  // 第三条 with its text right behind it, as where an article is spoken of
    list,    // (c) where neither (b) nor a list of its kind is open
  };
  std::string number;                // as in the notice
  std::string clause;                // the path of the one that it is part of
  std::uint32_t begin = 0, end = 0;  // of the number; bytes in the notice
  Why why = Why::torn;
  std::string reason() const;  // in both languages, as an argument of a diagnostic
};

struct Notice {
  std::vector<Clause> clauses;  // in the order of the text; paths are unique (a repeated one gets a suffix #2)
  std::vector<Unopened> unopened;
  SourceId source = {};  // set by whoever keeps the text among others, so that messages can show places in it
  const Clause* find(std::string_view path) const;
};

Notice read(const Source& source);

}  // namespace cepol::notice
