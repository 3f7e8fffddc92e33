#include "tests/edits/edited_pair.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <tuple>

#include "interpreter/columnar/columnar.hpp"
#include "interpreter/diff/variants.hpp"
#include "interpreter/files/read.hpp"
#include "lang/base/fold.hpp"
#include "tests/edits/loaded.hpp"
#include "tests/edits/pair_files.hpp"
#include "tests/edits/whole_tables.hpp"
#include "tests/pairs/pair.hpp"
#include "tests/support/tool.hpp"

namespace cepol::edits {

namespace {

using RowKey = std::tuple<std::string, std::string, std::string>;  // table, key, decision
std::string shown(const RowKey& key) { return std::get<0>(key) + " " + std::get<1>(key) + " " + std::get<2>(key); }

// ---- two evals
struct Decided {
  std::string outcome;                         // or its status
  std::map<std::string, std::string> figures;  // by label; empty: none that is certain
};
struct Evaluated {
  std::map<RowKey, Decided> rows;
  bool bounded = false;
};

std::string text_of(const core::Program& program, const engine::ResultValue& value) {
  if (value.type.kind == core::Kind::enumeration)
    return program.enumerations[value.type.enumeration].members[static_cast<std::size_t>(value.number.num)];
  return value.type.kind == core::Kind::text ? "=" + value.written : to_string(value.number);
}

Evaluated evaluated(const core::Program& program, const data::Dataset& data, const engine::Options& options) {
  Evaluated made;
  const auto engine = engine::load(columnar::engine_kind(), program, data, options);
  for (std::uint32_t t = 0; t < program.tables.size(); ++t)
    for (data::RowIndex row = 0; row < data.tables[t].rows; ++row) {
      std::map<std::string, std::string> figures;  // of all decisions of the row
      std::vector<RowKey> keys;
      for (const auto& one : engine->decide(core::TableId{t}, row).decisions) {
        const core::Decision& decision = program.decisions[one.decision];
        const RowKey key{program.tables.nodes[t].name, folded(diff::row_key(program, data, core::TableId{t}, row)),
                         decision.name};
        Decided& decided = made.rows[key];
        made.bounded = made.bounded || one.outcome.bounded;
        // What a warning is called follows the policy's language.
        decided.outcome = one.outcome.status != engine::Status::given
                              ? std::to_string(static_cast<int>(one.outcome.status))
                          : decision.warning ? "warning " + to_string(one.outcome.value.number)
                                             : "is " + text_of(program, one.outcome.value);
        for (std::size_t i = 0; i < one.measures.size(); ++i) {
          const bool given = one.measures[i].status == engine::Status::given;
          figures[decision.measures[i].label] = given ? text_of(program, one.measures[i].value) : std::string();
          made.bounded = made.bounded || one.measures[i].bounded;
          decided.figures[decision.measures[i].label];
        }
        keys.push_back(key);
      }
      for (const RowKey& key : keys)
        for (auto& [label, text] : made.rows[key].figures) text = figures[label];
      // Figures that another decision of the row has are the row's too.
      for (const RowKey& key : keys)
        for (const auto& [label, text] : figures) made.rows[key].figures.try_emplace("other " + label, text);
    }
  return made;
}

// The figures of the new decision that the old row has in any of its decisions.
bool same_decided(const Decided& old_one, const Decided& new_one) {
  if (old_one.outcome != new_one.outcome) return false;
  return std::all_of(new_one.figures.begin(), new_one.figures.end(), [&](const auto& figure) {
    if (figure.first.starts_with("other ")) return true;
    auto old_figure = old_one.figures.find(figure.first);
    if (old_figure == old_one.figures.end()) old_figure = old_one.figures.find("other " + figure.first);
    return old_figure == old_one.figures.end() || old_figure->second == figure.second;
  });
}

std::set<RowKey> different_rows(const Evaluated& before, const Evaluated& after) {
  std::set<RowKey> different;
  for (const auto& [key, decided] : before.rows)
    if (const auto other = after.rows.find(key); other != after.rows.end() && !same_decided(decided, other->second))
      different.insert(key);
  return different;
}

std::string difference_of(const std::set<RowKey>& evals, const std::set<RowKey>& diff) {
  for (const RowKey& key : evals)
    if (diff.count(key) == 0) return "two evals differ, diff says the same: " + shown(key);
  for (const RowKey& key : diff)
    if (evals.count(key) == 0) return "two evals are the same, diff says that it differs: " + shown(key);
  return {};
}

// ---- causes
// What does not depend on the data: made once for all of a pair's.
struct ComparedPair {
  ComparedPair(const Loaded& before_policy, const Loaded& after_policy)
      : before(before_policy),
        after(after_policy),
        structure(diff::compare(before.policy().as_checked(), after.policy().as_checked(), true)),
        pairs(diff::pairs_of(before.program(), after.program(), diff::new_names(structure))) {}

  const Loaded &before, &after;
  diff::Structure structure;
  std::vector<diff::Pair> pairs;
  std::unique_ptr<diff::PolicyVariants> variants;
  // Compiled anew, not by the search; null: the units can't be undone.
  std::map<std::vector<std::size_t>, std::unique_ptr<core::Program>> undone;
};

class Causes {
 public:
  Causes(const PairFiles& files, ComparedPair& compared, const Evaluated& old_rows, PairCounts& counts)
      : files_(files),
        old_rows_(old_rows),
        counts_(counts),
        compared_(compared),
        structure_(compared.structure),
        pairs_(compared.pairs),
        variants_(compared.variants),
        old_data_(files.read(compared.before.program())),
        new_data_(files.read(compared.after.program())),
        old_{&compared.before.program(), &old_data_, files.options(), &columnar::engine_kind()},
        new_{&compared.after.program(), &new_data_, files.options(), &columnar::engine_kind()} {
    for (diff::EvaluationInput* side : {&old_, &new_})
      for (const core::Reading& reading : side->program->readings.nodes)
        side->options.readings.push_back(reading.default_option);
    const auto read = [this](const core::Program& one) { return files_.read(one); };
    if (variants_ == nullptr)
      variants_ = std::make_unique<diff::PolicyVariants>(old_, compared.after.policy().as_checked(), new_, structure_,
                                                         pairs_, read);
    else
      variants_->use(old_, new_, read);
    impact_ = diff::impact(old_, new_, pairs_, *variants_, Parallel());
  }

  std::string wrong() {
    counts_.rows += impact_.rows;
    const std::size_t units = variants_->units();
    for (const diff::Difference& difference : impact_.differences) {
      ++counts_.differences;
      for (const std::uint32_t number : difference.causes()) {
        const diff::Cause& cause = impact_.causes[number];
        if (cause.units.empty()) return "a row is not explained: " + shown(key_of(difference));
        counts_.of_several += cause.units.size() > 1 ? 1 : 0;
        counts_.not_smallest += cause.smallest ? 0 : 1;
        counts_.everything += cause.units.size() == units && units > 1 ? 1 : 0;
      }
      if (const std::string text = not_apart(difference); !text.empty()) return text;
    }
    for (std::uint32_t number = 0; number < impact_.causes.size(); ++number) {
      ++counts_.causes;
      if (const std::string text = wrong_cause(number); !text.empty()) return text;
    }
    return wrong_without_all();
  }

  std::set<RowKey> different() const {
    std::set<RowKey> differ;
    for (const diff::Difference& one : impact_.differences) differ.insert(key_of(one));
    return differ;
  }
  std::string described() const {
    std::string text;
    for (std::size_t u = 0; u < variants_->units(); ++u) {
      const diff::Unit& unit = variants_->unit(u);
      const diff::Change& change = structure_.changes[unit.change];
      text += std::to_string(u) + ": " + std::string(word_of(change.subject, true)) + " " + change.name;
      if (unit.detail) {
        const diff::Detail& detail = change.details[*unit.detail];
        text += ": " + detail.part + ": " + (detail.before ? detail.before->text : "(none)") + " -> " +
                (detail.after ? detail.after->text : "(none)");
      }
      for (const diff::Edit& edit : unit.undo)
        text +=
            "\n     [" + std::to_string(edit.span.begin) + "," + std::to_string(edit.span.end) + ") := " + edit.text;
      text += "\n";
    }
    return text;
  }

 private:
  RowKey key_of(const diff::Difference& one) const {
    const core::Program& program = *new_.program;
    const diff::Pair& pair = pairs_[one.pair];
    return {program.tables[pair.after_table].name,
            folded(diff::row_key(program, new_data_, pair.after_table, one.after_row)),
            program.decisions[pair.after].name};
  }
  struct Effect {  // one thing that differs
    const diff::Difference* of;
    std::optional<std::size_t> figure;  // Pair::figures; nullopt: the outcome
  };
  std::vector<Effect> effects_of(std::uint32_t cause) const {
    std::vector<Effect> effects;
    for (const diff::Difference& one : impact_.differences) {
      if (one.outcome_by(cause)) effects.push_back({&one, std::nullopt});
      for (std::size_t f = 0; f < one.figure_causes.size(); ++f)
        if (one.figure_by(f, cause)) effects.push_back({&one, f});
    }
    return effects;
  }
  // Evaluated anew, without what the search remembers. Nullopt: the units can't be undone.
  std::optional<bool> undone_restores(const std::vector<std::size_t>& units, const Effect& effect) {
    const diff::Difference& difference = *effect.of;
    auto& made = undone_[units];
    if (!made) {
      made.emplace();
      auto known = compared_.undone.find(units);
      if (known == compared_.undone.end())
        known = compared_.undone.emplace(units, variants_->program_without(units)).first;
      made->program = known->second.get();
      if (made->program) {
        made->data = files_.read(*made->program);
        made->results = evaluated(*made->program, *made->data, files_.options());
      }
    }
    if (!made->program) return std::nullopt;
    const auto row = made->results.rows.find(key_of(difference));
    if (row == made->results.rows.end()) return false;
    const auto old_row = old_rows_.rows.find(row->first);
    if (old_row == old_rows_.rows.end()) return false;
    const Decided& old_one = old_row->second;
    if (!effect.figure) return row->second.outcome == old_one.outcome;
    const std::string& label = pairs_[difference.pair].figures[*effect.figure].label;
    const auto figure_of = [&](const Decided& decided) -> std::optional<std::string> {
      for (const std::string& name : {label, "other " + label})
        if (const auto found = decided.figures.find(name); found != decided.figures.end()) return found->second;
      return std::nullopt;
    };
    const auto now = figure_of(row->second);
    return now.has_value() && now == figure_of(old_one);
  }

  // Every outcome and figure that differs has a cause, and no other.
  std::string not_apart(const diff::Difference& difference) const {
    if (difference.outcome != difference.outcome_cause.has_value())
      return "the outcome and its cause: " + shown(key_of(difference));
    for (std::size_t f = 0; f < difference.figure_causes.size(); ++f)
      if ((difference.before.figures[f] == difference.after.figures[f]) == difference.figure_causes[f].has_value())
        return "a figure and its cause: " + shown(key_of(difference));
    return {};
  }

  // All changes undone in the new policy's text give the old results: no change is left untold, and no undoing edit is
  // wrong.
  std::string wrong_without_all() {
    std::vector<std::size_t> all(variants_->units());
    std::iota(all.begin(), all.end(), std::size_t{0});
    auto known = compared_.undone.find(all);
    if (known == compared_.undone.end()) known = compared_.undone.emplace(all, variants_->program_without(all)).first;
    const core::Program* program = known->second.get();
    if (program == nullptr) return "the new policy without all changes has errors";
    const auto left = different_rows(old_rows_, evaluated(*program, files_.read(*program), files_.options()));
    return left.empty() ? std::string()
                        : "the new policy without all changes decides otherwise: " + shown(*left.begin());
  }

  std::string wrong_cause(std::uint32_t number) {
    const diff::Cause& cause = impact_.causes[number];
    const std::size_t units = variants_->units();
    std::string named;
    for (std::size_t unit : cause.units) named += " " + std::to_string(unit);
    for (std::size_t unit : cause.along) named += " +" + std::to_string(unit);
    std::vector<std::size_t> undone = cause.units;
    undone.insert(undone.end(), cause.along.begin(), cause.along.end());
    std::sort(undone.begin(), undone.end());
    const std::vector<Effect> effects = effects_of(number);
    for (const Effect& effect : effects) {
      const auto restored = undone_restores(undone, effect);
      if (!restored) return "the cause can't be undone:" + named;
      if (!*restored) return "undoing the cause" + named + " does not restore " + shown(key_of(*effect.of));
    }
    if (effects.empty() || units > 6) return {};
    ++counts_.exhaustive;
    for (unsigned set = 1; set + 1 < (1U << units); ++set) {
      std::vector<std::size_t> chosen;
      for (std::size_t u = 0; u < units; ++u)
        if ((set >> u & 1U) != 0) chosen.push_back(u);
      if (chosen.size() >= undone.size()) continue;
      const bool within = std::includes(undone.begin(), undone.end(), chosen.begin(), chosen.end());
      if (!cause.smallest && !within) continue;
      for (const Effect& effect : effects) {
        if (undone_restores(chosen, effect) != std::optional(true)) continue;
        std::string text;
        for (std::size_t unit : chosen) text += " " + std::to_string(unit);
        return "of" + named + " a smaller set restores " + shown(key_of(*effect.of)) + ":" + text;
      }
    }
    return {};
  }

  struct UndonePolicy {
    const core::Program* program = nullptr;
    std::optional<data::Dataset> data;
    Evaluated results;
  };
  const PairFiles& files_;
  const Evaluated& old_rows_;
  PairCounts& counts_;
  ComparedPair& compared_;
  const diff::Structure& structure_;
  const std::vector<diff::Pair>& pairs_;
  std::unique_ptr<diff::PolicyVariants>& variants_;
  data::Dataset old_data_, new_data_;
  diff::EvaluationInput old_, new_;
  diff::Impact impact_;
  std::map<std::vector<std::size_t>, std::optional<UndonePolicy>> undone_;
};

}  // namespace

namespace {

// The rows that the tool says differ; nullopt: it says that something is renamed.
std::optional<std::set<RowKey>> told_by_tool(const nlohmann::json& json) {
  if (!json["renames"].empty()) return std::nullopt;
  std::set<RowKey> differ;
  for (const auto& one : json["impact"]["differences"])
    differ.insert({one["table"], folded(one["key"].get<std::string>()), one["decision"]});
  return differ;
}

// `by_tool`: what the tool prints is compared too.
std::string wrong_on(const EditedPair& pair, ComparedPair& compared, const damage::DataFiles& data, bool by_tool,
                     PairCounts& counts) {
  const Loaded &before = compared.before, &after = compared.after;
  const PairFiles files(pair, data);
  ++counts.pairs;
  // Of searches that were given up nothing can be said; nor are they waited for again.
  const Evaluated old_rows = evaluated(before.program(), files.read(before.program()), files.options()),
                  new_rows = evaluated(after.program(), files.read(after.program()), files.options());
  if (old_rows.bounded || new_rows.bounded) {
    ++counts.bounded;
    return {};
  }
  std::optional<std::set<RowKey>> told;
  if (by_tool) {
    const test::Ran ran = files.run({"diff", "/old/p.cepol", "/new/p.cepol", "--data", "/data", "--format", "json"});
    if (ran.status == cli::bad_usage) {
      ++counts.stopped;
      for (const char* policy : {"/old/p.cepol", "/new/p.cepol"})
        if (files.run({"eval", policy, "/data", "--format", "json"}).status == cli::bad_usage) return {};
      return "diff stops, and no eval does: " + ran.err;
    }
    const nlohmann::json json = nlohmann::json::parse(ran.out);
    told = told_by_tool(json);
    if (told)
      if (std::string text = wrong_whole_tables({before.program(), files.read(before.program())},
                                                {after.program(), files.read(after.program())}, json["impact"]);
          !text.empty())
        return text;
  }
  if (!compared.structure.renames.empty()) {
    ++counts.renamed;
    return {};
  }
  Causes causes(files, compared, old_rows, counts);
  const std::set<RowKey> evals = different_rows(old_rows, new_rows);
  if (told)
    if (std::string text = difference_of(evals, *told); !text.empty()) return "the tool: " + text;
  if (std::string text = difference_of(evals, causes.different()); !text.empty()) return text;
  counts.with_differences += evals.empty() ? 0 : 1;
  std::string text = causes.wrong();
  return text.empty() ? text : text + "\n" + causes.described();
}

}  // namespace

std::string wrong_with(const EditedPair& pair, PairCounts& counts) {
  const Loaded before(pair.before, pair.old_files), after(pair.after, pair.new_files);
  ComparedPair compared(before, after);
  for (const damage::DataFiles& data : pair.data) {
    const bool by_tool = &data == &pair.data.front();
    if (std::string text = wrong_on(pair, compared, data, by_tool, counts); !text.empty()) return text;
  }
  return {};
}

}  // namespace cepol::edits
