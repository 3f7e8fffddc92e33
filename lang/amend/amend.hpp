// Applies an amendment to a policy. `policy nmg/2018 amends nmg/2017` lists what is replaced, added, repealed, renamed
// and changed; the result is the text of an ordinary policy (the composed policy), which is then parsed and checked
// like any other.
//
// The composed text is assembled from pieces of the base's (the amended policy's) and the amendment's texts. Its source
// map (Source::pieces) records where each piece comes from, so every message points into a file that an author wrote. A
// declaration that is amended cites the amending clause in addition to its own citations; citations of the base's
// notice are qualified with the base's path: nmg/2017§三(一). A module in which something is amended is inlined in
// place of its `use`.
//
// A target or value that is missing or ambiguous, and a part that is changed twice, are errors that point into both
// files.
#pragma once

#include <string>
#include <vector>

#include "lang/semantics/checked.hpp"

namespace cepol::amend {

// The base: checked without error. May be a composed policy itself.
struct AmendedPolicy {
  std::string path;                               // nmg/2017
  const std::vector<semantics::Module>* modules;  // the policy last
  const semantics::Checked* checked;
};

enum class Act { replace, add, repeal, rename, change, confirm };
struct Operation {  // one operation on one declaration of the base, for reports
  Act act;
  std::string target;  // 要求 高中级评审; the clause for `confirm §…`; as written in the amendment
  std::vector<std::string> clauses;  // amending clauses that it cites: 二(一)
  std::vector<std::string> touched;  // clauses of the base's notices that the target cites, or that are confirmed:
                                     // 三(一); with the first operation on the target
  Span span;                         // in the amendment
  Span declared;                     // name of the target in the base; not valid for an addition
};

struct ComposedPolicy {
  std::string text;  // empty when there are errors
  std::vector<OriginPiece> pieces;
  std::vector<Operation> operations;
  Problems problems;
};

// `notices`: the notices of the base, for the new header: the file, relative to the amendment's folder, and the path of
// the notice's policy. `amendment`: parsed, its header has `amends`.
struct NoticeFile {
  std::string file, path;
};
ComposedPolicy amend(const Sources& sources, const AmendedPolicy& base, const syntax::Tree& amendment,
                     const std::vector<NoticeFile>& notices);

// Errors of parsing the composed text that lie in the base's text are told where the amendment caused them.
void move_to_amendment(const Sources& sources, SourceId composed, SourceId amendment, Problems& problems);

}  // namespace cepol::amend
