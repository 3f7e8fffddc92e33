// cepol test: the examples of policies.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/load.hpp"
#include "interpreter/explain/account.hpp"
#include "interpreter/report/cells.hpp"
#include "interpreter/report/output.hpp"
#include "interpreter/tables/builder.hpp"

namespace cepol::cli {

namespace {

using semantics::Example;
using semantics::ExampleTable;
using semantics::Expectation;
using semantics::Expected;

// Keys that an example leaves out are made up, and children belong to the first row of the parent record.
constexpr std::string_view made_up_key = "示例";

tables::Dataset dataset_of(const core::Program& program, const Example& example) {
  tables::Builder builder(program);
  auto first_key = [&](core::TableId table) -> std::string {
    const core::RecordTable& record = program.tables[table];
    for (const ExampleTable& given : example.tables) {
      if (given.table != table || given.rows.empty() || !record.key) continue;
      const auto at = std::find(given.columns.begin(), given.columns.end(), record.columns[*record.key].name);
      if (at != given.columns.end()) return given.rows.front()[static_cast<std::size_t>(at - given.columns.begin())].text;
    }
    return std::string(made_up_key) + "1";
  };
  for (const ExampleTable& table : example.tables) {
    const core::RecordTable& record = program.tables[table.table];
    std::vector<std::string> columns = table.columns;
    auto lacks = [&](core::ColumnIndex column) {
      return std::find(columns.begin(), columns.end(), record.columns[column].name) == columns.end();
    };
    const bool add_key = record.key && lacks(*record.key), add_link = record.link && lacks(*record.link) && record.link != record.key;
    if (add_key) columns.push_back(record.columns[*record.key].name);
    const std::string link = add_link ? first_key(*record.parent) : std::string();
    if (add_link) columns.push_back(record.columns[*record.link].name);
    // Columns that the example does not mention are blank, not missing.
    std::size_t blanks = 0;
    for (core::ColumnIndex i = 0; i < record.columns.size(); ++i)
      if (std::find(columns.begin(), columns.end(), record.columns[i].name) == columns.end()) {
        columns.push_back(record.columns[i].name);
        ++blanks;
      }
    builder.open(record.name, columns);
    std::uint32_t number = 0;
    for (const auto& row : table.rows) {
      ++number;
      std::vector<std::string> texts;
      for (const auto& cell : row) texts.push_back(cell.text);
      if (add_key) texts.push_back(std::string(made_up_key) + std::to_string(number));
      if (add_link) texts.push_back(link);
      texts.resize(texts.size() + blanks);
      std::vector<std::string_view> cells(texts.begin(), texts.end());
      builder.row(number, cells);
    }
  }
  return builder.finish();
}

class Tests {
 public:
  Tests(const Policy& policy, const Io& io) : policy_(policy), program_(policy.program()), io_(io) {}

  // What went wrong with an example, or nothing.
  std::string run(const Example& example) {
    const tables::Dataset data = dataset_of(program_, example);
    std::string wrong;
    for (const tables::BadRow& bad : data.bad) wrong += "  " + bad.table + " " + bad.column + "：" + tables::reason_of(bad, io_.language == Language::en) + "\n";
    results::Options options;
    options.readings = example.readings;
    reference::Evaluator evaluator(program_, data, options);
    std::set<std::uint32_t> explained;
    for (const Expectation& expectation : example.expectations) {
      std::string got;
      if (expectation.what == Expected::quota_state) {
        const auto rows = report::quota_rows(program_, data, program_.quotas[expectation.quota]);
        got = rows[expectation.member].back();
      } else if (data[expectation.table].rows == 0) {
        wrong += fmt::format("  {}“{}”{}\n", io_.say("示例里没有表", "the example has no row of "), program_.tables[expectation.table].name, io_.say("的行", ""));
        continue;
      } else {
        const results::RowResults results = evaluator.decide(expectation.table, 0);
        reach(example, data, evaluator, expectation.table);
        got = actual(expectation, results);
        if (!same(expectation, got) && explained.insert(expectation.table.index).second) {
          const explain::Subject subject{program_, data, evaluator, expectation.table, 0};
          explanation_ = explain::reasons(subject, results);
        }
      }
      if (same(expectation, got)) continue;
      const std::string want = expectation.text.empty() ? std::string(io_.say("（空）", "(blank)")) : expectation.text;
      wrong += fmt::format("  {}{}{}{}\n", label(expectation), io_.language == Language::zh ? "：预期 " : ": expected ", want,
                           (io_.language == Language::zh ? "，得到 " : ", got ") + (got.empty() ? std::string(io_.say("（空）", "(blank)")) : got));
    }
    if (!wrong.empty() && !explanation_.empty()) wrong += "  " + explanation_ + "\n";
    explanation_.clear();
    return wrong;
  }

  // The alternatives of cases, requirements and waivers that no example reached.
  std::vector<std::string> unreached() const {
    std::vector<std::string> names;
    for (const core::Decision& decision : program_.decisions.nodes)
      for (core::StepId id : decision.account) {
        const core::Step& step = program_.steps[id];
        if (step.role != core::Role::cases) continue;
        for (core::StepId option : step.steps)
          if (reached_.count(option.index) == 0)
            names.push_back(program_.tables[decision.table].name + " " + decision.name + "：" + program_.steps[option].label);
      }
    return names;
  }

 private:
  static std::string folded(std::string text) {  // 待定 and undetermined, ； and ; are the same
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text.compare(at, 3, "；") == 0) {
        result += ';';
        at += 2;
      } else if (text[at] != ' ') {
        result += text[at];
      }
    }
    return result;
  }

  bool same(const Expectation& expectation, const std::string& got) const {
    if (folded(expectation.text) == folded(got)) return true;
    if (expectation.what == Expected::measure) {  // 170/3 and 340/6, 57.0 and 57
      const auto want = parse_exact(expectation.text);
      return want && want == parse_exact(got);
    }
    for (const auto status : {results::Status::undetermined, results::Status::not_covered, results::Status::conflict, results::Status::failed}) {
      const std::string zh = explain::status_word(status, false), en = explain::status_word(status, true);
      if ((got == zh || got == en) && (expectation.text == zh || expectation.text == en)) return true;
    }
    return false;
  }

  std::string actual(const Expectation& expectation, const results::RowResults& results) const {
    if (expectation.what == Expected::missing) return report::missing(program_, expectation.table, results);
    for (const auto& decided : results.decisions) {
      if (!(decided.decision == expectation.decision)) continue;
      if (expectation.what == Expected::outcome) return explain::outcome_text(program_, decided.outcome, program_.english);
      const results::Outcome& figure = decided.measures[expectation.measure];
      return figure.status == results::Status::given ? explain::value_text(program_, figure.value) : std::string();
    }
    return {};
  }

  std::string label(const Expectation& expectation) const {
    switch (expectation.what) {
      case Expected::outcome: return program_.decisions[expectation.decision].name;
      case Expected::measure: return program_.decisions[expectation.decision].measures[expectation.measure].label;
      case Expected::missing: return std::string(io_.say("待补", "missing"));
      case Expected::quota_state: {
        const core::Quota& quota = program_.quotas[expectation.quota];
        const core::ChoiceId choice = program_.tables[quota.table].columns[quota.column].type.choice;
        return quota.name + "(" + program_.choices[choice].members[expectation.member] + ")";
      }
    }
    return {};
  }

  void reach(const Example& example, const tables::Dataset& data, reference::Evaluator& evaluator, core::TableId table) {
    (void)example;
    const explain::Subject subject{program_, data, evaluator, table, 0};
    for (const core::Decision& decision : program_.decisions.nodes) {
      if (!(decision.table == table)) continue;
      for (core::StepId id : decision.account) {
        const core::Step& step = program_.steps[id];
        if (step.role != core::Role::cases) continue;
        if (const core::Step* option = explain::chosen_option(subject, step))
          reached_.insert(static_cast<std::uint32_t>(option - program_.steps.nodes.data()));
      }
    }
  }

  const Policy& policy_;
  const core::Program& program_;
  const Io& io_;
  std::set<std::uint32_t> reached_;
  std::string explanation_;
};

}  // namespace

int run_test(const Arguments& arguments, const Io& io) {
  int status = done;
  report::Output output = report::Output::to_stream(io.out);
  for (const std::string& path : arguments.policies) {
    const auto policy = load(path, io);
    if (!policy->good()) {
      if (policy->readable) print_problems(*policy, io, false);
      status = bad_usage;
      continue;
    }
    Tests tests(*policy, io);
    std::size_t passed = 0, failed = 0;
    for (const Example& example : policy->checked.examples) {
      const std::string wrong = tests.run(example);
      if (wrong.empty()) {
        ++passed;
        continue;
      }
      ++failed;
      const Source& source = policy->sources[example.span.source];
      output.write(fmt::format("{}:{} “{}”\n{}", source.name, place_of(source, example.span.begin).line, example.title, wrong));
    }
    const auto unreached = tests.unreached();
    std::string text = path + (io.language == Language::zh ? fmt::format("：示例{}个，通过{}个，不通过{}个", passed + failed, passed, failed)
                                                           : fmt::format(": {} examples, {} passed, {} failed", passed + failed, passed, failed));
    text += io.language == Language::zh ? fmt::format("；没有示例触及的情形{}个\n", unreached.size())
                                        : fmt::format("; {} cases that no example reaches\n", unreached.size());
    for (const std::string& name : unreached) text += "  " + name + "\n";
    output.write(text);
    if (failed > 0 && status == done) status = found_something;
  }
  return output.commit() ? status : bad_usage;
}

}  // namespace cepol::cli
