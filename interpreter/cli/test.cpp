// cepol test: the examples of policies.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/examples.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/cli/policy_files.hpp"
#include "interpreter/cli/versions.hpp"
#include "interpreter/explain/account.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/count.hpp"
#include "interpreter/report/output.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

using results::Status;
using semantics::Example;
using semantics::Expectation;
using semantics::Expected;

std::string place(const Sources& sources, Span span) {
  span = origin_of(sources, span);
  const Source& source = sources[span.source];
  const Place at = place_of(source, span.begin);
  return fmt::format("{}:{}:{}", source.name, at.line, at.column);
}

// The parts of a list of columns, whatever separates them.
std::set<std::string> parts_of(const std::string& list) {
  std::set<std::string> parts;
  std::string part;
  auto finish = [&] {
    if (const std::string_view text = trimmed(part); !text.empty()) parts.insert(std::string(text));
    part.clear();
  };
  for (std::size_t at = 0; at < list.size();) {
    const std::string piece = list.substr(at, code_point_at(list, at).length);
    at += piece.size();
    if (piece == "；" || piece == ";" || piece == "、" || piece == "，" || piece == ",")
      finish();
    else
      part += piece;
  }
  finish();
  return parts;
}

bool same(const Expectation& expectation, const std::string& got) {
  if (expectation.text == got) return true;
  if (expectation.what == Expected::missing) return parts_of(expectation.text) == parts_of(got);
  if (expectation.what == Expected::measure) {  // 170/3 and 340/6, 57.0 and 57
    const auto want = parse_exact(expectation.text);
    return want && want == parse_exact(got);
  }
  for (const Status status : {Status::undetermined, Status::not_covered, Status::conflict, Status::failed}) {
    const std::string zh = explain::status_word(status, false), en = explain::status_word(status, true);
    if ((got == zh || got == en) && (expectation.text == zh || expectation.text == en)) return true;
  }
  return false;
}

class Tests {
 public:
  Tests(const Policy& policy, const Io& io) : policy_(policy), program_(policy.program()), io_(io) {}

  // What is wrong with an example, a line each; none: it holds.
  std::vector<std::string> run(const Example& example) {
    std::vector<std::string> wrong;
    const ExampleData given = data_of(policy_.sources, program_, example);
    for (const tables::BadRow& bad : given.data.bad) wrong.push_back(bad_cell(bad, given, example));
    results::Options options;
    options.readings = example.readings;
    reference::Evaluator evaluator(program_, given.data, options);
    std::set<std::uint32_t> decided_tables;
    for (const Expectation& expectation : example.expectations) {
      if (expectation.what == Expected::truth)
        ask(expectation, given.data, evaluator, wrong);
      else
        decided_tables.insert(expectation.table.index);
    }
    for (std::uint32_t table : decided_tables) look_at(core::TableId{table}, example, given.data, evaluator, wrong);
    return wrong;
  }

  // The cases, requirements and waivers that no example reached.
  std::vector<std::string> unreached() const {
    std::vector<std::string> names;
    for (const core::Decision& decision : program_.decisions.nodes)
      for (core::StepId id : decision.account) {
        const core::Step& step = program_.steps[id];
        if (step.role != core::Role::cases) continue;
        for (core::StepId option : step.steps)
          if (reached_.count(option.index) == 0)
            names.push_back(fmt::format(fmt::runtime(io_.say("{} {}{}{}（{}）", "{} {}{}{} ({})")),
                                        program_.tables[decision.table].name, decision.name, io_.say("：", ": "),
                                        program_.steps[option].label,
                                        place(policy_.sources, program_.steps[option].span)));
      }
    return names;
  }

 private:
  std::string bad_cell(const tables::BadRow& bad, const ExampleData& given, const Example& example) const {
    Span span = example.span;
    for (const std::string& column : {bad.column, std::string()})
      if (const auto found = given.places.find({bad.table, bad.row, column}); found != given.places.end()) {
        span = found->second;
        break;
      }
    return fmt::format("{}{}{}{} {}", place(policy_.sources, span), io_.say("：", ": "), bad.table,
                       bad.column.empty() ? "" : "." + bad.column,
                       tables::reason_of(bad, io_.language == Language::en));
  }

  // The truth of an expression: yes, or what it is instead.
  void ask(const Expectation& expectation, const tables::Dataset& data, reference::Evaluator& evaluator,
           std::vector<std::string>& wrong) {
    std::vector<reference::Value> row;
    if (!program_.functions[expectation.function].parameters.empty()) {
      if (no_row(expectation.table, data, wrong)) return;
      row.push_back(reference::of_row(0));
    }
    const reference::Value value = evaluator.call(expectation.function, row);
    if (reference::may_hold(value) && !reference::may_not_hold(value) && value.failure == 0) return;
    const core::Type& type = program_.functions[expectation.function].result;
    wrong.push_back(difference(expectation, explain::set_text(program_, type, value)));
  }

  bool no_row(core::TableId table, const tables::Dataset& data, std::vector<std::string>& wrong) const {
    if (data[table].rows != 0) return false;
    wrong.push_back(fmt::format(fmt::runtime(io_.say("示例里没有“{}”的行", "the example has no row of “{}”")),
                                program_.tables[table].name));
    return true;
  }

  void look_at(core::TableId table, const Example& example, const tables::Dataset& data,
               reference::Evaluator& evaluator, std::vector<std::string>& wrong) {
    std::vector<const Expectation*> expectations;
    for (const Expectation& one : example.expectations)
      if (one.table == table && one.what != Expected::truth) expectations.push_back(&one);
    for (const Expectation* one : expectations)
      if (one->what == Expected::quota_state) {
        const std::string got = report::quota_rows(program_, data, program_.quotas[one->quota])[one->member].back();
        if (!same(*one, got)) wrong.push_back(difference(*one, got));
      }
    const bool rows_wanted = std::any_of(expectations.begin(), expectations.end(),
                                         [](const Expectation* one) { return one->what != Expected::quota_state; });
    if (!rows_wanted) return;
    if (no_row(table, data, wrong)) return;
    reach(data, evaluator, table);
    const results::RowResults results = evaluator.decide(table, 0);  // what is expected is said of the first row
    bool differs = false;
    for (const Expectation* one : expectations) {
      if (one->what == Expected::quota_state) continue;
      const std::string got = actual(*one, results);
      if (same(*one, got)) continue;
      wrong.push_back(difference(*one, got));
      differs = true;
    }
    if (differs) wrong.push_back(explain::reasons({program_, data, evaluator, table, 0}, results));
  }

  std::string difference(const Expectation& expectation, const std::string& got) const {
    auto shown = [&](const std::string& text) {
      return text.empty() ? std::string(io_.say("（空）", "(blank)")) : text;
    };
    const bool truth = expectation.what == Expected::truth;
    return fmt::format(fmt::runtime(io_.say("{}：{}，预期 {}，得到 {}", "{}: {}: expected {}, got {}")),
                       place(policy_.sources, expectation.span), label(expectation),
                       truth ? std::string(io_.say("是", "yes")) : shown(expectation.text), shown(got));
  }

  std::string actual(const Expectation& expectation, const results::RowResults& results) const {
    if (expectation.what == Expected::missing) return report::missing(program_, expectation.table, results);
    for (const auto& decided : results.decisions) {
      if (!(decided.decision == expectation.decision)) continue;
      if (expectation.what == Expected::outcome)
        return explain::outcome_text(program_, decided.outcome, program_.english);
      const results::Outcome& figure = decided.measures[expectation.measure];
      return figure.status == Status::given ? explain::value_text(program_, figure.value) : std::string();
    }
    return {};
  }

  std::string label(const Expectation& expectation) const {
    switch (expectation.what) {
      case Expected::outcome: return program_.decisions[expectation.decision].name;
      case Expected::measure: return program_.decisions[expectation.decision].measures[expectation.measure].label;
      case Expected::missing:
        for (const core::ResultTable& results : program_.results)
          for (const core::ResultColumn& column : results.columns)
            if (results.table == expectation.table && column.part == core::ResultPart::missing) return column.label;
        return {};
      case Expected::truth: return expectation.text;
      case Expected::quota_state: {
        const core::Quota& quota = program_.quotas[expectation.quota];
        const core::ChoiceId choice = program_.tables[quota.table].columns[quota.column].type.choice;
        return quota.name + "(" + program_.choices[choice].members[expectation.member] + ")";
      }
    }
    return {};
  }

  void reach(const tables::Dataset& data, reference::Evaluator& evaluator, core::TableId table) {
    for (tables::RowIndex row = 0; row < data[table].rows; ++row)
      for (const core::Decision& decision : program_.decisions.nodes) {
        if (decision.table != table) continue;
        for (core::StepId id : decision.account)
          if (program_.steps[id].role == core::Role::cases)
            if (const core::Step* option =
                    explain::chosen_option({program_, data, evaluator, table, row}, program_.steps[id]))
              reached_.insert(static_cast<std::uint32_t>(option - program_.steps.nodes.data()));
      }
  }

  const Policy& policy_;
  const core::Program& program_;
  const Io& io_;
  std::set<std::uint32_t> reached_;
};

}  // namespace

int run_test(const Arguments& arguments, const Io& io) {
  int status = done;
  report::Output output = report::Output::to_stream(io.out);
  std::vector<std::string> paths;
  for (const std::string& path : arguments.policies) {
    const auto folder = find_folder(path, io);
    const std::vector<VersionFile> versions = folder ? versions_in(*folder) : std::vector<VersionFile>{};
    for (const VersionFile& version : versions) paths.push_back(version.file);
    if (versions.empty()) paths.push_back(path);
  }
  for (const std::string& path : paths) {
    const auto policy = load(path, io);
    if (!policy->good()) {
      if (policy->readable) print_problems(*policy, io, false);
      status = bad_usage;
      continue;
    }
    Tests tests(*policy, io);
    std::size_t passed = 0, failed = 0, carried = 0, differing = 0;
    for (const Example& example : policy->checked.examples) {
      const std::vector<std::string> wrong = tests.run(example);
      if (example.carried)
        ++(wrong.empty() ? carried : differing);
      else
        ++(wrong.empty() ? passed : failed);
      if (wrong.empty()) continue;
      std::string text =
          fmt::format(fmt::runtime(example.carried ? io.say("{}：原有示例“{}”修订后不同\n",
                                                            "{}: the earlier example “{}” comes out differently\n")
                                                   : io.say("{}：示例“{}”不通过\n", "{}: the example “{}” fails\n")),
                      place(policy->sources, example.span), example.title);
      for (const std::string& line : wrong) text += "  " + line + "\n";
      output.write(text);
    }
    for (const semantics::Outdated& one : policy->checked.outdated)
      output.write(fmt::format(fmt::runtime(io.say("{}：原有示例“{}”修订后不再适用：{}\n",
                                                   "{}: the earlier example “{}” no longer applies: {}\n")),
                               place(policy->sources, one.problem.span), one.title,
                               message_of(one.problem, io.language)));
    const auto unreached = tests.unreached();
    std::string text = policy->sources.nodes.front().name +
                       fmt::format(fmt::runtime(io.say("：示例 {} 个，通过 {} 个，不通过 {} 个；",
                                                       ": {:example,examples}, {} passed, {} failed; ")),
                                   report::Count{passed + failed}, passed, failed);
    const bool empty = passed + failed == 0 && unreached.empty();
    text += empty ? std::string(io.say("还没有示例，也没有要走到的情形\n", "no examples yet, and no cases to reach\n"))
            : unreached.empty()
                ? std::string(io.say("每种情形都有示例\n", "every case is reached by an example\n"))
                : fmt::format(fmt::runtime(io.say("没有示例走到的情形 {} 个：\n",
                                                  "{:case that no example reaches,cases that no example reaches}:\n")),
                              report::Count{unreached.size()});
    for (const std::string& name : unreached) text += "  " + name + "\n";
    if (!policy->amends.empty())
      text += fmt::format(fmt::runtime(io.say("{} 的示例：照旧 {} 个，不同 {} 个，不再适用 {} 个\n",
                                              "examples of {}: {} as before, {} different, {} no longer applying\n")),
                          policy->amends, carried, differing, policy->checked.outdated.size());
    output.write(text);
    if (failed > 0 && status == done) status = found_something;
  }
  if (output.commit()) return status;
  return io.not_written(output.error());
}

}  // namespace cepol::cli
