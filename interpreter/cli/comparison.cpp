// Comparison: loads both sides, computes the structural difference and the impact on the data, and writes the report in
// the chosen format.
#include "interpreter/cli/comparison.hpp"

#include <algorithm>
#include <tuple>

#include "interpreter/cli/clean_up_list.hpp"
#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/earlier_results.hpp"
#include "interpreter/cli/empty_tables.hpp"
#include "interpreter/cli/explained.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/notices.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/parallel.hpp"
#include "interpreter/cli/probes.hpp"
#include "interpreter/cli/read_files.hpp"
#include "interpreter/cli/watched_files.hpp"
#include "interpreter/diff/added_columns.hpp"
#include "interpreter/diff/report/report.hpp"
#include "interpreter/diff/report/whole_tables.hpp"
#include "interpreter/diff/same_data.hpp"
#include "interpreter/diff/variants.hpp"
#include "interpreter/files/address.hpp"
#include "interpreter/files/read.hpp"
#include "interpreter/pages/comparison.hpp"
#include "lang/base/text.hpp"

namespace cepol::cli {

namespace {

// The --reading options of each side: of a reading given twice the first is for the old side and the last for the new.
struct SideReadings {
  std::vector<std::string> before, after;
};
SideReadings readings_by_side(const std::vector<std::string>& readings) {
  SideReadings chosen;
  const auto name = [](const std::string& one) { return one.substr(0, one.find('=')); };
  for (const std::string& one : readings) {
    const auto same = [&](const std::string& other) { return name(other) == name(one); };
    if (std::none_of(chosen.before.begin(), chosen.before.end(), same)) chosen.before.push_back(one);
    std::erase_if(chosen.after, same);
    chosen.after.push_back(one);
  }
  return chosen;
}

// Leaves out the readings that only the other policy has. One that neither has stays, and choose_readings refuses it.
std::vector<std::string> known_to(const core::Program& program, const core::Program& other,
                                  const std::vector<std::string>& readings) {
  const auto has = [](const core::Program& one, const std::string& given) {
    return std::any_of(one.readings.nodes.begin(), one.readings.nodes.end(),
                       [&](const core::Reading& reading) { return reading.name == given.substr(0, given.find('=')); });
  };
  std::vector<std::string> known;
  for (const std::string& one : readings)
    if (has(program, one) || !has(other, one)) known.push_back(one);
  return known;
}

class Comparison {
 public:
  Comparison(const DiffOptions& options, const Io& io) : options_(options), io_(io) {}

  int run() {
    if (!load_sides()) return no_result();
    if (replaces_input(options_.output, io_)) return bad_usage;
    const bool english = io_.language == Language::en;
    const core::Program &old_program = before_.policy->program(), &new_program = after_.policy->program();
    structure_ = one_policy_
                     ? diff::compare_readings(new_program, before_.options.readings, after_.options.readings, english)
                     : diff::compare(before_.policy->as_checked(), after_.policy->as_checked(), english);
    if (!one_policy_ && after_.policy->amends == old_program.name) cite_repeals();
    report_.english = english;
    report_.structure = &structure_;
    report_.by = options_.by;
    report_.all_rows = options_.all_rows;
    report_.before = side_report(before_);
    report_.after = side_report(after_);
    pairs_ = diff::pairs_of(old_program, new_program, diff::new_names(structure_));
    report_.pairs = &pairs_;
    if (!one_policy_) {
      for (const auto& [change, detail] : diff::unit_parts(structure_)) report_.units.push_back({change, detail});
      report_.notices = compare_notices(*before_.policy, *after_.policy, structure_);
      report_.probes = run_probes(before_, after_, structure_, pairs_);
    }
    if (!options_.data.empty()) {
      if (!known_to_policy({&old_program, &new_program}, options_.known, io_)) return no_result();
      auto map = read_map(options_.known, io_);
      if (!map || !map->applied(old_program, io_) || !map->applied(new_program, io_)) return no_result();
      map_ = std::move(*map);
      auto corrections = Corrections::read(options_.known.corrections, new_program, io_);
      if (!corrections) return no_result();
      corrections_ = std::move(*corrections);
      if (!read_data() || !columns_known()) return no_result();
      if (replaces_input(options_.output, io_)) return bad_usage;
      map_.report_use(after_.data, io_);
      corrections_.report(after_.data, io_);
      report_.before.data = &data_before();
      report_.after.data = &after_.data;
      report_.before.faults = data::fault_count(data_before().bad);
      report_.after.faults = data::fault_count(after_.data.bad);
      decide(old_program, new_program);
      if (!explain()) return no_result();
    } else if (!options_.by.empty() || !options_.explain.empty()) {
      io_.message(std::string(io_.say("cepol：--by 和 --explain 要和 --data 一起用，--data 后面写名册\n",
                                      "cepol: --by and --explain are used together with --data and a roster\n")));
      return bad_usage;
    }
    return write();
  }

 private:
  int no_result() const { return refused(bad_usage, options_.output, io_); }

  bool load_sides() {
    const auto& paths = options_.policies;
    one_policy_ = paths.size() == 1;
    if (paths.size() > 2) {
      io_.message(std::string(
          io_.say("cepol：一次只能比较两份政策\n", "cepol: only two policies can be compared at a time\n")));
      return false;
    }
    const SideReadings chosen = readings_by_side(options_.readings);
    if (one_policy_ && chosen.before == chosen.after) {
      io_.message(std::string(io_.say(
          "cepol：要么写两份政策，要么写一份并给同一读法写两次 --reading（先旧后新）\n",
          "cepol: name two policies, or one with --reading given twice for the same reading (old, then new)\n")));
      return false;
    }
    before_.policy = load_good(paths.front(), old_files_);
    after_.policy = load_good(paths.back(), new_files_);
    if (!before_.policy || !after_.policy) return false;
    const core::Program &old_program = before_.policy->program(), &new_program = after_.policy->program();
    return choose_readings(old_program, known_to(old_program, new_program, chosen.before), before_.options.readings,
                           io_) &&
           choose_readings(new_program, known_to(new_program, old_program, chosen.after), after_.options.readings, io_);
  }

  // `read`: the files of the policy.
  std::unique_ptr<Policy> load_good(const std::string& path, std::vector<FileDigest>& read) const {
    const ReadFiles own(*io_.files);
    Io io = io_;
    io.files = io.read = &own;
    auto policy = load(path, io);
    if (options_.format == DiffFormat::html) read = digests_of_read(io);
    if (policy->good()) return policy;
    if (policy->readable) print_problems(*policy, io_, false);
    return nullptr;
  }

  // A declaration that an amendment repeals is not in the new policy, so the clause that repeals it is taken from the
  // amendment.
  void cite_repeals() {
    for (diff::Change& change : structure_.changes)
      for (const amend::Operation& operation : after_.policy->operations)
        if (change.kind == diff::ChangeKind::removed && change.new_clauses.empty() &&
            operation.act == amend::Act::repeal && operation.declared.source.valid() &&
            text_of(after_.policy->sources, operation.declared) == change.name)
          change.new_clauses = operation.clauses;
  }

  diff::DiffReport::Side side_report(const Inputs& side) const {
    const core::Program& program = side.policy->program();
    diff::DiffReport::Side made;
    made.name = program.name;
    made.title = program.title;
    made.file = side.policy->sources.front().name;
    made.program = &program;
    if (one_policy_)
      for (const diff::Change& change : structure_.changes)
        made.name += std::string(io_.say("，", ", ")) + change.name + "=" +
                     (&side == &before_ ? change.details.front().values.front().first
                                        : change.details.front().values.front().second);
    return made;
  }

  // Once where both sides are given the same.
  bool read_data() {
    one_data_ = diff::same_data(before_.policy->program(), after_.policy->program());
    return (one_data_ || read_data(before_)) && read_data(after_);
  }
  const data::Dataset& data_before() const { return one_data_ ? after_.data : before_.data; }

  bool read_data(Inputs& side) {
    const core::Program& program = side.policy->program();
    files::Read read = read_by_other_names(side, read_for(program));
    if (!one_data_ && &side == &after_) read.told.clear();  // they are the same files
    auto data = accept_data(program, std::move(read), options_.known, io_);
    if (data) side.data = std::move(*data);
    return data.has_value();
  }

  files::Read read_for(const core::Program& program) const {
    data::Assumptions assumptions = options_.known.assumptions();
    map_.add_to(assumptions);
    assumptions.corrections = corrections_.all();
    if (!one_policy_) assumptions.old_rows = diff::added_columns(before_.policy->program(), program, structure_);
    std::vector<std::string> lists = corrections_.paths();
    lists.push_back(map_.path());
    return files::read(map_.applied(program), options_.data, *io_.files, assumptions, all_processors(),
                       options_.known.text_form(), lists);
  }

  // The data have one name for a renamed table or column. Reads them by the other side's names where that gives fewer
  // errors.
  files::Read read_by_other_names(const Inputs& side, files::Read read) {
    const auto named = diff::with_other_names(side.policy->program(), structure_, &side == &after_);
    if (!named) return read;
    files::Read other = read_for(*named);
    const auto faults = [](const files::Read& one) {
      return std::tuple(one.errors.size(), one.empty.size(), data::fault_count(one.data.bad));
    };
    const bool better = faults(other) < faults(read);
    if (&side == &after_) new_by_old_names_ = better;
    return better ? std::move(other) : std::move(read);
  }

  // The data as a variant of the new policy reads them: by the names that fit the data.
  data::Dataset read_for_variant(const core::Program& program) const {
    const auto named = new_by_old_names_ ? diff::with_other_names(program, structure_, true) : std::nullopt;
    return read_for(named ? *named : program).data;
  }

  bool columns_known() const {
    const core::Program& program = after_.policy->program();
    for (const std::string& column : options_.by) {
      std::vector<std::string> names;
      for (const core::ResultTable& results : program.results)
        for (const core::Column& one : program.tables[results.table].columns) names.push_back(one.name);
      if (std::find(names.begin(), names.end(), column) != names.end()) continue;
      const auto near = nearest_name(column, names);
      io_.message(io_.say("cepol：没有“{}”这一列{}\n", "cepol: there is no column “{}”{}\n", column,
                          near ? io_.say("，是不是“{}”？", "; did you mean “{}”?", *near) : std::string()));
      return false;
    }
    return true;
  }

  void decide(const core::Program& old_program, const core::Program& new_program) {
    const diff::EvaluationInput old_input{&old_program, &data_before(), before_.options, &options_.engine.kind()},
        new_input{&new_program, &after_.data, after_.options, &options_.engine.kind()};
    std::unique_ptr<diff::Variants> variants;
    if (one_policy_) {
      auto made = std::make_unique<diff::ReadingVariants>(old_input, new_input, pairs_);
      for (std::size_t i = 0; i < made->units(); ++i) report_.units.push_back({i, std::nullopt});
      variants = std::move(made);
    } else {
      auto made = std::make_unique<diff::PolicyVariants>(
          old_input, after_.policy->as_checked(), new_input, structure_, pairs_,
          [this](const core::Program& program) { return read_for_variant(program); });
      variants = std::move(made);
    }
    impact_ = diff::impact(old_input, new_input, pairs_, *variants, all_processors());
    diff::add_quotas(impact_, old_input, new_input, *variants);
    diff::add_rosters(impact_, old_input, new_input);
    report_.impact = &impact_;
  }

  bool explain() {
    report_.explained = options_.explain;
    for (const std::string& key : options_.explain)
      for (const Inputs* side : {&before_, &after_}) {
        const bool of_after = one_data_ && side == &before_;
        if (of_after) before_.data = std::move(after_.data);
        const auto text = explained_text(*side, key, io_);
        if (of_after) after_.data = std::move(before_.data);
        if (!text) {
          io_.message(io_.say("cepol：数据里没有“{}”，或者不止一行（不止一行的，写成 表:主键）\n",
                              "cepol: “{}” is not in the data, or several times (then write TABLE:KEY)\n", key));
          return false;
        }
        std::vector<std::string> lines;
        for (std::size_t at = 0; at < text->size();) {
          const std::size_t end = std::min(text->find('\n', at), text->size());
          lines.push_back(text->substr(at, end - at));
          at = end + 1;
        }
        report_.explanations.emplace_back(
            key +
                std::string(side == &before_ ? io_.say("：按原政策 ", ": by the old policy ")
                                             : io_.say("：按新政策 ", ": by the new policy ")) +
                (side == &before_ ? report_.before.name : report_.after.name),
            std::move(lines));
      }
    return true;
  }

  pages::ComparisonPage page() const {
    const auto files = [](const std::vector<FileDigest>& digests) {
      std::vector<pages::DigestedFile> all;
      for (const FileDigest& file : digests) all.push_back({file.path, file.sha256});
      return all;
    };
    const auto side = [&](const Inputs& inputs, const std::vector<FileDigest>& digests) {
      pages::ComparedSide made{inputs.policy->as_checked(), files(digests), {}};
      const auto& readings = inputs.policy->program().readings.nodes;
      for (std::size_t i = 0; i < readings.size(); ++i)
        made.readings.push_back(readings[i].name + "=" + readings[i].options[inputs.options.readings[i]].name);
      return made;
    };
    // What was read beside the policies: the roster, lists of words and of corrections.
    std::vector<FileDigest> data = digests_of_read(io_);
    std::erase_if(data, [&](const FileDigest& file) {
      const auto same = [&](const FileDigest& other) { return other.path == file.path; };
      return std::any_of(old_files_.begin(), old_files_.end(), same) ||
             std::any_of(new_files_.begin(), new_files_.end(), same);
    });
    for (const std::string& one : options_.data)
      if (files::is_address(one)) data.push_back({one, {}});
    return {CEPOL_VERSION, io_.today, side(before_, old_files_), side(after_, new_files_), files(data)};
  }

  static TextKind kind_of(DiffFormat format) {
    switch (format) {
      case DiffFormat::json: return TextKind::json;
      case DiffFormat::html: return TextKind::html;
      case DiffFormat::markdown:
      case DiffFormat::terminal: return TextKind::people;
    }
    return TextKind::people;
  }

  int write() {
    const bool to_file = !options_.output.empty();
    Output output = output_to(options_.output, io_, kind_of(options_.format));
    switch (options_.format) {
      case DiffFormat::json: output.write(diff::to_json(report_)); break;
      case DiffFormat::markdown: output.write(report::to_markdown(diff::to_document(report_))); break;
      case DiffFormat::html: output.write(pages::comparison_page(report_, page())); break;
      case DiffFormat::terminal:
        output.write(report::to_terminal(diff::to_document(report_), to_file ? 0 : io_.width));
        break;
    }
    if (!output.commit()) return io_.not_written(output.error());
    const bool same = structure_.same() && (report_.impact == nullptr || impact_.different == 0);
    return options_.exit_code && !same ? found_something : done;
  }

  const DiffOptions& options_;
  const Io& io_;
  bool one_policy_ = false, new_by_old_names_ = false;
  bool one_data_ = false;  // those of the new side are those of the old one too
  Inputs before_, after_;
  std::vector<FileDigest> old_files_, new_files_;  // of a page alone: those of the policies
  WordMap map_;
  Corrections corrections_;
  diff::Structure structure_;
  std::vector<diff::Pair> pairs_;
  diff::Impact impact_;
  diff::DiffReport report_;
};

}  // namespace

int compare_policies(const DiffOptions& options, const Io& io) { return Comparison(options, io).run(); }

}  // namespace cepol::cli
