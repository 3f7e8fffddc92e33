// The subcommand `cepol explain`: explains the results of the rows with a key.
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/explained.hpp"
#include "interpreter/cli/found_rows.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/rows_twice.hpp"
#include "interpreter/report/row_explanation.hpp"

namespace cepol::cli {

namespace {

enum class ExplanationFormat : std::uint8_t { text, json, html };

report::RowExplanation explain_found(const Inputs& inputs, const FoundRow& found, bool all, const Io& io) {
  const std::unique_ptr<engine::Engine> engine =
      engine::load(*inputs.engine, inputs.policy->program(), inputs.data, inputs.options);
  report::RowExplanation explanation =
      report::explain_row(*engine, inputs.policy->program(), inputs.data, inputs.options, found.table, found.row,
                          told_with(*inputs.policy, all));
  RowsTwice(inputs, io).tell(explanation);
  return explanation;
}

class ExplainCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{
        output_.option(), format_.option(), {"--all", &all_}, inputs_.reading_option(), inputs_.on.option()};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 3, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end() - 1);
    key_ = values.back();
    std::size_t chosen = 0;
    const std::string problem =
        first_of({inputs_.on.check(io), inputs_.known.place_queries(inputs_.data, io), output_.check(io),
                  format_.choose({{"text", {".txt"}}, {"json", {".json"}}, {"html", {".html", ".htm"}}}, output_.path(),
                                 chosen, io)});
    kind_ = static_cast<ExplanationFormat>(chosen);
    return problem;
  }

  int run(const Io& io) const override {
    const auto inputs = read_inputs(inputs_, io);
    if (!inputs) return refused(bad_usage, output_.path(), io);
    if (replaces_input(output_.path(), io)) return bad_usage;
    auto found = find_rows(*inputs, key_);
    if (found.empty()) found = find_by_name(*inputs, key_, io);
    if (found.size() != 1) return refused(report_not_one(*inputs, key_, found, io), output_.path(), io);
    const report::RowExplanation explanation = explain_found(*inputs, found.front(), all_, io);
    Output output = output_to(output_.path(), io, text_kind());
    output.write(text_of(explanation));
    return output.commit() ? done : io.not_written(output.error());
  }

 private:
  TextKind text_kind() const {
    switch (kind_) {
      case ExplanationFormat::text: return TextKind::people;
      case ExplanationFormat::json: return TextKind::json;
      case ExplanationFormat::html: return TextKind::html;
    }
    return TextKind::people;
  }
  StyledText text_of(const report::RowExplanation& explanation) const {
    switch (kind_) {
      case ExplanationFormat::text: return report::to_text(explanation);
      case ExplanationFormat::json: return StyledText(report::to_json(explanation));
      case ExplanationFormat::html: return StyledText(report::to_html(explanation));
    }
    return {};
  }

  InputOptions inputs_;
  std::string key_;
  OutputOption output_;
  FormatOption format_;
  ExplanationFormat kind_ = ExplanationFormat::text;
  bool all_ = false;
};

}  // namespace

report::ToldWith told_with(const Policy& policy, bool all) {
  report::ToldWith told{{}, &policy.sources, all};
  for (const semantics::ClauseUse& use : policy.checked.clause_map) told.clause_order.push_back(use.path);
  return told;
}

std::optional<std::string> explained_text(const Inputs& inputs, const std::string& key, const Io& io) {
  const auto found = find_rows(inputs, key);
  if (found.size() != 1) return std::nullopt;
  return report::to_text(explain_found(inputs, found.front(), false, io)).text();
}

const Command explain_command{
    "explain",
    {"cepol explain POLICY DATA... KEY [-o OUT] [--format text|json|html] [--all] [--on DATE] [--reading "
     "NAME=OPTION]... [--empty TABLE]... [--absent TABLE.COLUMN]... [--twice HOW] "
     "[--encoding NAME] [--delimiter NAME] [--database DATABASE] [--map FILE] [--corrections FILE]...",
     "说明一行的结果是怎么来的", "say why one row came out as it did",
     R"(  POLICY DATA...         同 eval；--on DATE 也是
  KEY                    那一行的主键，或者只有一人的姓名；几个表都有时写 表:主键；没有主键的，或者主键有两行的，写 表:行号
  -o, --output OUT       写到文件 OUT
  --format text|json|html   text（默认）；html 是网页，没有起作用的折叠起来
  --all                  没有起作用的、每一行每一年，都列出
  --reading NAME=OPTION  选一种读法，可以重复
  --empty、--absent、--twice、--encoding、--delimiter、--database、--map、--corrections   同 eval
  --lang zh|en           消息的语言

√ 成立  × 不成立  ? 取决于未填的内容  ▶ 适用的)",
     R"(  POLICY DATA...         as for eval; --on DATE too
  KEY                    the key of the row, or a name that one row alone has; TABLE:KEY when several tables have it; TABLE:ROW without a key, or where two rows have it
  -o, --output OUT       write to the file OUT
  --format text|json|html   text is the default; html is a page, in which what did not matter is folded
  --all                  what did not matter too, and every row and year
  --reading NAME=OPTION  choose a reading; can be repeated
  --empty, --absent, --twice, --encoding, --delimiter, --database, --map, --corrections   as for eval
  --lang zh|en           language of messages

√ holds  × does not hold  ? depends on what is blank  ▶ applies)",
     "cepol explain nmg/2017 名册 15012345", "cepol explain nmg/2017 roster 15012345"},
    make_call<ExplainCall>};

}  // namespace cepol::cli
