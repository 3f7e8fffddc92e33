#include "tests/pairs/pair.hpp"

#include <algorithm>
#include <tuple>

#include "interpreter/cli/load.hpp"
#include "interpreter/columnar/columnar.hpp"
#include "interpreter/files/memory_files.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/reference/reference.hpp"
#include "tests/pairs/tables.hpp"
#include "tests/support/agreement.hpp"
#include "tests/support/tool.hpp"

namespace cepol::pairs {

namespace {

constexpr const char* policy_file = "/policy.cepol";

cli::Io io_on(const files::Files& files) {
  cli::Io io;
  io.language = Language::en;
  io.library = "/stdlib";
  io.files = &files;
  return io;
}

void write_data(files::MemoryFiles& files, const damage::DataFiles& data) {
  files.add_folder("/data");
  for (const damage::TextTable& table : data.tables)
    if (table.form != damage::FileForm::missing) files.write(table.file, damage::file_text(table));
  for (const auto& [path, text] : data.others) files.write(path, text);
}

}  // namespace

data::Dataset data_of(const core::Program& program, const Pair& pair) {
  files::MemoryFiles files;
  write_data(files, pair.data);
  return files::read(program, pair.data.paths, files).data;
}

namespace {

// ---- results
struct Shown {  // of one decision of a row
  core::TableId table;
  std::uint32_t row;
  std::string decision;
  std::vector<engine::Outcome> outcomes;  // its own, and its figures
};

struct Results {
  std::optional<data::Dataset> data;
  std::vector<Shown> rows;
};

Results results_of(const core::Program& program, const Pair& pair, const engine::EngineKind& kind) {
  Results made;
  made.data = data_of(program, pair);
  const auto engine = engine::load(kind, program, *made.data, {});
  for (std::uint32_t t = 0; t < program.tables.size(); ++t)
    for (data::RowIndex row = 0; row < made.data->tables[t].rows; ++row)
      for (auto& one : engine->decide(core::TableId{t}, row).decisions) {
        Shown& shown = made.rows.emplace_back();
        shown.table = core::TableId{t};
        shown.row = made.data->tables[t].source_rows[row];
        shown.decision = program.decisions[one.decision].name;
        shown.outcomes.push_back(std::move(one.outcome));
        for (auto& measure : one.measures) shown.outcomes.push_back(std::move(measure));
      }
  return made;
}

std::string shown(const engine::Outcome& outcome) {
  std::string text = test::shown(outcome);
  for (const engine::BlankCell& one : outcome.missing)
    text += " " + std::to_string(one.table.index) + "/" + std::to_string(one.row) + "/" +
            (one.column == engine::whole_row ? "row" : std::to_string(one.column));
  return text;
}

// Of data in two orders: status, value and blanks; which of several failures or conflicts is told may depend on it.
bool agree_in_any_order(const engine::Outcome& a, const engine::Outcome& b) {
  if (a.bounded || b.bounded) return true;
  return a.status == b.status && (a.status != engine::Status::given || a.value == b.value) && a.missing == b.missing;
}

template <class Agree>
std::string difference_of(const Results& a, const Results& b, Agree&& good, bool& bounded) {
  if (a.rows.size() != b.rows.size()) return "other rows are decided";
  for (std::size_t i = 0; i < a.rows.size(); ++i)
    for (std::size_t k = 0; k < a.rows[i].outcomes.size(); ++k) {
      const auto &one = a.rows[i].outcomes[k], &other = b.rows[i].outcomes[k];
      bounded = bounded || one.bounded || other.bounded;
      if (a.rows[i].row != b.rows[i].row || !good(one, other))
        return "row " + std::to_string(a.rows[i].row) + ", " + a.rows[i].decision + ": " + shown(one) + " / " +
               shown(other);
    }
  return {};
}

// ---- the order of child rows
damage::DataFiles reordered(const damage::DataFiles& data) {
  damage::DataFiles changed = data;
  for (damage::TextTable& table : changed.tables)
    for (const ChildOf& child : child_tables)
      if (table.name == child.table) std::reverse(table.rows.begin(), table.rows.end());
  return changed;
}

// Rows by their numbers in the file as it was before it was `reversed`.
void name_rows(Results& results, const core::Program& program, const damage::DataFiles& data, bool reversed) {
  const auto original = [&](core::TableId table, std::uint32_t row) {
    const auto rows = static_cast<std::uint32_t>(data.tables[table.index].rows.size());
    return reversed && program.tables[table].parent ? rows + 3 - row
                                                    : row;  // the first is below the headings, in row 2
  };
  for (Shown& shown : results.rows) {
    shown.row = original(shown.table, shown.row);
    for (engine::Outcome& outcome : shown.outcomes) {
      for (engine::BlankCell& one : outcome.missing) {
        const data::TableData& table = results.data->tables[one.table.index];
        const bool whole = one.column != engine::whole_row && table.columns[one.column].unknown;  // the column: no row
        one.row = whole ? 0 : original(one.table, table.source_rows[one.row]);
      }
      std::sort(outcome.missing.begin(), outcome.missing.end());
    }
  }
  std::stable_sort(results.rows.begin(), results.rows.end(), [](const Shown& a, const Shown& b) {
    return std::tie(a.table.index, a.row) < std::tie(b.table.index, b.row);
  });
}

std::string difference_in_order(const core::Program& program, const Pair& pair) {
  Results before = results_of(program, pair, columnar::engine_kind());
  if (!before.data->bad.empty() || !before.data->left_out.empty()) return {};
  Pair other = pair;
  other.data = reordered(pair.data);
  Results after = results_of(program, other, columnar::engine_kind());
  if (!after.data->bad.empty() || !after.data->left_out.empty()) return {};
  name_rows(before, program, pair.data, false);
  name_rows(after, program, pair.data, true);
  bool bounded = false;
  return difference_of(before, after, agree_in_any_order, bounded);
}

// ---- the tool
std::string first_difference(const std::string& a, const std::string& b) {
  const auto at = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
  const auto line = [&](const std::string& text) {
    const std::size_t i = std::min(static_cast<std::size_t>(at), text.size());
    const std::size_t begin = text.rfind('\n', i == 0 ? 0 : i - 1) + 1;
    return text.substr(begin, text.find('\n', i) - begin);
  };
  return line(a) + "\n" + line(b);
}

std::string words(const std::vector<std::string>& all) {
  std::string text;
  for (const std::string& one : all) text += (text.empty() ? "" : " ") + one;
  return text;
}

class Runs {
 public:
  explicit Runs(const Pair& pair) : pair_(pair) {
    files_.write(policy_file, text_of(pair.policy));
    write_data(files_, pair.data);
  }
  std::vector<std::string> options(const char* engine, const char* threads) const {
    std::vector<std::string> made{"--format", "json", "--engine", engine, "--threads", threads};
    made.insert(made.end(), pair_.options.begin(), pair_.options.end());
    return made;
  }
  test::Ran run(const std::vector<std::string>& options) const {
    std::vector<std::string> line{"eval", policy_file};
    line.insert(line.end(), pair_.data.paths.begin(), pair_.data.paths.end());
    line.insert(line.end(), options.begin(), options.end());
    return test::run_tool(line, io_on(files_));
  }

 private:
  const Pair& pair_;
  files::MemoryFiles files_;
};

Compared different(Difference difference) { return {Verdict::different, std::move(difference)}; }

}  // namespace

std::unique_ptr<workspace::Policy> checked(const Phrase& policy) {
  files::MemoryFiles files;
  files.write(policy_file, text_of(policy));
  const cli::Io io = io_on(files);
  auto loaded = cli::load(policy_file, io);
  return loaded->good() ? std::move(loaded) : nullptr;
}

std::vector<std::string> empty_tables(const damage::DataFiles& data) {
  std::vector<std::string> options;
  for (const damage::TextTable& table : data.tables)
    if (table.rows.empty() && table.form == damage::FileForm::plain)
      options.insert(options.end(), {"--empty", table.name});
  return options;
}

Compared compare(const Pair& pair, bool thorough) {
  const Runs runs(pair);
  const auto reference = runs.options("reference", "1"), columnar = runs.options("columnar", "1");
  const test::Ran judge = runs.run(reference), one = runs.run(columnar);
  const bool stopped = judge.status == cli::bad_usage;
  const auto same = [](const test::Ran& a, const test::Ran& b) {
    return a.status == b.status && a.out == b.out && a.err == b.err;
  };
  const auto shown_of = [](const test::Ran& a, const test::Ran& b) {
    return first_difference(a.out + a.err, b.out + b.err);
  };
  if (!same(judge, one)) {
    const auto policy = checked(pair.policy);
    if (!policy) return {Verdict::refused, {}};
    bool bounded = false;
    const std::string results =
        difference_of(results_of(policy->program(), pair, reference::engine_kind()),
                      results_of(policy->program(), pair, columnar::engine_kind()), test::both_sound, bounded);
    if (!results.empty() || !bounded)
      return different({words(reference), words(columnar), results + "\n" + shown_of(judge, one)});
  }
  std::size_t rows = 0;
  for (const damage::TextTable& table : pair.data.tables) rows = std::max(rows, table.rows.size());
  if (thorough || rows > 200)
    for (const char* threads : {"2", "7"}) {
      const auto several = runs.options("columnar", threads);
      const test::Ran other = runs.run(several);
      if (!same(one, other)) return different({words(columnar), words(several), shown_of(one, other)});
    }
  if (stopped) return {checked(pair.policy) ? Verdict::stopped : Verdict::refused, {}};
  if (pair.any_order && (thorough || rows <= 200))
    if (const auto policy = checked(pair.policy))
      if (const std::string order = difference_in_order(policy->program(), pair); !order.empty())
        return different(
            {words(columnar), {}, "with the rows of study.csv and answer.csv the other way round: " + order});
  return {};
}

bool stops_the_run(const Pair& pair) {
  const Runs runs(pair);
  return runs.run(runs.options("columnar", "1")).status == cli::bad_usage;
}

Compared compare_engines(const Pair& pair, const engine::EngineKind& other) {
  const auto policy = checked(pair.policy);
  if (!policy) return {Verdict::refused, {}};
  bool bounded = false;
  const std::string results = difference_of(results_of(policy->program(), pair, reference::engine_kind()),
                                            results_of(policy->program(), pair, other), test::both_sound, bounded);
  if (results.empty()) return {};
  return different({"--engine reference", "--engine " + std::string(other.name), results});
}

}  // namespace cepol::pairs
