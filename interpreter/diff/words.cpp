// Tables of the labels of declarations and their parts in Chinese and English.
#include <array>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {
namespace {

struct Label {
  std::string_view zh, en;  // {} is the part's name
};

constexpr std::array subject_labels{
    Label{"政策", "policy"},      Label{"计量", "unit"},       Label{"取值", "enumeration"}, Label{"表", "record"},
    Label{"读法", "reading"},     Label{"定义", "definition"}, Label{"对照表", "table"},     Label{"认定", "credit"},
    Label{"折合", "equivalence"}, Label{"考核", "assessment"}, Label{"要求", "requirement"}, Label{"减免", "waiver"},
    Label{"判定", "decision"},    Label{"提示", "warning"},    Label{"配额", "quota"},       Label{"输出", "results"},
    Label{"花名册", "roster"},    Label{"条款", "clause"},
};
static_assert(subject_labels.size() == static_cast<std::size_t>(Subject::clause) + 1);

constexpr Label part_labels[] = {
#define PART(kind, zh, en, excerpt) {zh, en},
#include "interpreter/diff/parts.def"
#undef PART
};
constexpr PartExcerpt excerpts[] = {
#define PART(kind, zh, en, excerpt) PartExcerpt::excerpt,
#include "interpreter/diff/parts.def"
#undef PART
};

}  // namespace

std::string_view word_of(Subject subject, bool english) {
  const Label& words = subject_labels[static_cast<std::size_t>(subject)];
  return english ? words.en : words.zh;
}

std::string label(PartKind kind, const std::string& name, bool english) {
  const Label& words = part_labels[static_cast<std::size_t>(kind)];
  std::string text(english ? words.en : words.zh);
  if (const std::size_t hole = text.find("{}"); hole != std::string::npos) text.replace(hole, 2, name);
  return text;
}

PartExcerpt excerpt_of(PartKind kind) { return excerpts[static_cast<std::size_t>(kind)]; }

}  // namespace cepol::diff
