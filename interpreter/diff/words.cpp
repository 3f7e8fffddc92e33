// The words for declarations and their parts.
#include <array>

#include "interpreter/diff/parts.hpp"

namespace cepol::diff {
namespace {

struct Words {
  std::string_view zh, en;  // {} is the part's name
};

constexpr std::array subjects{
    Words{"政策", "policy"},      Words{"计量", "unit"},       Words{"取值", "enumeration"}, Words{"表", "record"},
    Words{"读法", "reading"},     Words{"定义", "definition"}, Words{"对照表", "table"},     Words{"认定", "credit"},
    Words{"折合", "equivalence"}, Words{"考核", "assessment"}, Words{"要求", "requirement"}, Words{"减免", "waiver"},
    Words{"判定", "decision"},    Words{"提示", "warning"},    Words{"配额", "quota"},       Words{"输出", "results"},
    Words{"花名册", "roster"},    Words{"条款", "clause"},
};

Words words_of(Part part) {
  switch (part) {
    case Part::title: return {"标题", "title"};
    case Part::issued: return {"印发", "issued"};
    case Part::applies: return {"适用时间", "applies"};
    case Part::aliases: return {"别称", "other names"};
    case Part::conversion: return {"换算", "conversion"};
    case Part::member: return {"取值“{}”", "value “{}”"};
    case Part::group: return {"合称“{}”", "group “{}”"};
    case Part::key: return {"主键", "key"};
    case Part::parent: return {"上级表", "parent record"};
    case Part::beside: return {"附表", "file beside"};
    case Part::column: return {"列“{}”", "column “{}”"};
    case Part::subject: return {"针对", "for"};
    case Part::type: return {"类型", "type"};
    case Part::option: return {"选项“{}”", "option “{}”"};
    case Part::chosen: return {"默认", "default"};
    case Part::parameters: return {"括号里的值", "values in brackets"};
    case Part::formula: return {"算法", "formula"};
    case Part::row: return {"行“{}”", "row “{}”"};
    case Part::in_unit: return {"单位", "unit"};
    case Part::by: return {"类别", "by"};
    case Part::source: return {"来源“{}”", "source “{}”"};
    case Part::gives: return {"计", "gives"};
    case Part::category: return {"归", "kind"};
    case Part::counted_in: return {"计入", "counted in"};
    case Part::when: return {"适用对象", "applies to"};
    case Part::conditions: return {"条件", "conditions"};
    case Part::limit: return {"限额", "limit"};
    case Part::word: return {"结果用语“{}”", "word “{}”"};
    case Part::of_credit: return {"所按认定", "credit"};
    case Part::must: return {"须“{}”", "must “{}”"};
    case Part::each_year: return {"逐年", "each year"};
    case Part::window: return {"窗口", "window"};
    case Part::total: return {"总量", "total"};
    case Part::over: return {"优先于", "over"};
    case Part::becomes: return {"总量改为", "total becomes"};
    case Part::needs_nothing: return {"全部免除", "needs nothing"};
    case Part::drops: return {"不再要求“{}”", "drops “{}”"};
    case Part::mode: return {"情形取法", "which case"};
    case Part::outcomes: return {"结果", "outcomes"};
    case Part::outcome_case: return {"情形“{}”", "case “{}”"};
    case Part::otherwise: return {"其他", "otherwise"};
    case Part::place: return {"名额“{}”", "places “{}”"};
    case Part::item: return {"输出列“{}”", "result column “{}”"};
    case Part::headings: return {"表头", "headings"};
    case Part::columns: return {"列", "columns"};
    case Part::closing: return {"合计行", "closing line"};
    case Part::clauses: return {"条款", "clauses"};
    case Part::reason: return {"理由", "reason"};
    case Part::wording: return {"措辞", "wording"};
    case Part::cites: return {"依据", "cites"};
    case Part::order: return {"次序", "order"};
  }
  return {};
}

}  // namespace

std::string_view word_of(Subject subject, bool english) {
  const Words& words = subjects[static_cast<std::size_t>(subject)];
  return english ? words.en : words.zh;
}

std::string label(Part part, const std::string& name, bool english) {
  const Words words = words_of(part);
  std::string text(english ? words.en : words.zh);
  if (const std::size_t hole = text.find("{}"); hole != std::string::npos) text.replace(hole, 2, name);
  return text;
}

}  // namespace cepol::diff
