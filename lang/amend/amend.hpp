// A policy that amends another, as one whole policy: `policy nmg/2018 amends nmg/2017` says what is replaced, added,
// repealed, renamed and changed; what comes of it is the text of an ordinary policy, which is then read like any other.
//
// The text is put together from pieces of the base's and the amendment's own texts, and keeps where each came from
// (Source::pieces), so that every message about it points into a file that somebody wrote. What the amendment touches
// cites the amending clause beside its own; clauses of the base's notice are told apart by the base's path:
// nmg/2017§三(一). A module of which something is amended is written out in place of its `use`.
//
// Nothing is guessed: a target that is not there or could be several, a value that is not there or stands several
// times, and a part that is changed twice are errors that show the place in both files.
#pragma once

#include <string>
#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::amend {

// The policy that is amended: read and checked without error. May be put together itself.
struct Base {
  std::string path;                               // nmg/2017
  const std::vector<semantics::Module>* modules;  // the policy last
  const semantics::Checked* checked;
};

enum class Act { replace, add, repeal, rename, change, confirm };
struct Operation {  // what the amendment does to one declaration
  Act act;
  std::string target;                // 要求 高中级评审; of `confirm §…` the clause; in the amendment's words
  std::vector<std::string> clauses;  // amending clauses that it cites: 二(一)
  std::vector<std::string>
      touched;    // clauses of the base's notices that the target cites, or that are confirmed: 三(一)
  Span span;      // in the amendment
  Span declared;  // name of the target in the base; none for what is added
};

struct Amended {
  std::string text;  // empty when there are errors
  std::vector<Piece> pieces;
  std::vector<Operation> operations;
  Problems problems;
};

// `notices`: for the new header, of each notice of the base its file as the amendment's folder sees it, and its
// policy's path; `amendment`: parsed, its header has `amends`.
struct NoticeFile {
  std::string file, path;
};
Amended amend(const Sources& sources, const Base& base, const syntax::Tree& amendment,
              const std::vector<NoticeFile>& notices);

}  // namespace cepol::amend
