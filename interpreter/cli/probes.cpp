#include "interpreter/cli/probes.hpp"

#include <algorithm>

#include "interpreter/authoring/data.hpp"

namespace cepol::cli {
namespace {

using semantics::Example;
using semantics::ExampleTable;

// The example's rows as one text, to find it on the other side.
std::string rows_of(const core::Program& program, const Example& example) {
  std::string text = example.title;
  for (const ExampleTable& table : example.tables) {
    text += "\n" + program.tables[table.table].name + (table.heading ? " headings" : "");
    for (const std::string& column : table.columns) text += "\t" + column;
    for (const auto& row : table.rows) {
      text += "\n";
      for (const semantics::ExampleCell& cell : row) text += cell.text + "\t";
    }
  }
  return text;
}

// The example as one of another program, which has the same names; without what that program does not have.
Example for_program(const Example& example, const core::Program& from, const core::Program& to,
                    const std::vector<core::Member>& options) {
  Example made;
  made.title = example.title;
  for (std::uint32_t r = 0; r < to.readings.size(); ++r) {
    const core::Reading& reading = to.readings.nodes[r];
    core::Member option = options[r];
    for (std::size_t i = 0; i < from.readings.size() && i < example.readings.size(); ++i) {
      const core::Reading& other = from.readings.nodes[i];
      if (other.name != reading.name || example.readings[i] == other.default_option) continue;
      for (core::Member m = 0; m < reading.options.size(); ++m)
        if (reading.options[m].name == other.options[example.readings[i]].name) option = m;
    }
    made.readings.push_back(option);
  }
  for (const ExampleTable& table : example.tables)
    for (std::uint32_t t = 0; t < to.tables.size(); ++t) {
      const core::RecordTable& record = to.tables.nodes[t];
      if (record.name != from.tables[table.table].name || (table.heading && record.heading.empty())) continue;
      ExampleTable& copy = made.tables.emplace_back(table);
      copy.table = core::TableId{t};
      for (std::size_t c = copy.columns.size(); c-- > 0;) {
        const bool known = std::any_of(record.columns.begin(), record.columns.end(), [&](const core::Column& column) {
          return column.name == copy.columns[c] && column.heading == table.heading;
        });
        if (known) continue;
        const auto at = static_cast<std::ptrdiff_t>(c);
        copy.columns.erase(copy.columns.begin() + at);
        for (auto& row : copy.rows)
          if (c < row.size()) row.erase(row.begin() + at);
      }
    }
  return made;
}

class Probing {
 public:
  Probing(const Inputs& before, const Inputs& after, const diff::Structure& structure,
          const std::vector<diff::Pair>& pairs)
      : before_(*before.policy),
        after_(*after.policy),
        old_options_(before.options.readings),
        new_options_(after.options.readings),
        structure_(structure),
        pairs_(pairs) {}

  std::vector<diff::Probe> run() {
    std::vector<std::string> in_old, in_new;
    for (const Example& one : before_.checked.examples) in_old.push_back(rows_of(before_.program(), one));
    for (const Example& one : after_.checked.examples) in_new.push_back(rows_of(after_.program(), one));
    const auto has = [](const std::vector<std::string>& list, const std::string& one) {
      return std::find(list.begin(), list.end(), one) != list.end();
    };
    for (std::size_t i = 0; i < in_new.size(); ++i)
      probe(after_.checked.examples[i], true, has(in_old, in_new[i]) ? diff::ProbeOf::both : diff::ProbeOf::after);
    for (std::size_t i = 0; i < in_old.size(); ++i)
      if (!has(in_new, in_old[i])) probe(before_.checked.examples[i], false, diff::ProbeOf::before);
    return std::move(found_);
  }

 private:
  struct Input {
    data::Dataset data;
    std::vector<core::Member> readings;
  };
  // The example's data as that program reads them. `of_new`: the example is the new policy's; `is_new`: the program has
  // the new policy's names.
  Input input_for(const Example& example, bool of_new, bool of_both, const core::Program& program, bool is_new) const {
    // (Of a variant of the new policy the readings are not needed.)
    std::vector<core::Member> options = is_new ? new_options_ : old_options_;
    options.resize(program.readings.size());
    const core::Program& own = (of_new ? after_ : before_).program();
    const auto named = of_new == is_new ? std::nullopt : diff::with_other_names(program, structure_, is_new);
    const core::Program& read_as = named ? *named : program;
    Example copy = for_program(example, own, read_as, options);
    copy.carried = is_new && (example.carried || !of_new || of_both);
    return {authoring::data_of(read_as, copy).data, copy.readings};
  }

  void probe(const Example& example, bool of_new, diff::ProbeOf of) {
    const bool of_both = of == diff::ProbeOf::both;
    const Input old_data = input_for(example, of_new, of_both, before_.program(), false),
                new_data = input_for(example, of_new, of_both, after_.program(), true);
    const auto& kind = engines::for_examples();
    diff::EvaluationInput old_input{&before_.program(), &old_data.data, {}, &kind},
        new_input{&after_.program(), &new_data.data, {}, &kind};
    old_input.options.readings = old_data.readings;
    new_input.options.readings = new_data.readings;
    const auto read = [this, &example, of_new, of_both](const core::Program& program) {
      return input_for(example, of_new, of_both, program, true).data;
    };
    if (!variants_)
      variants_ =
          std::make_unique<diff::PolicyVariants>(old_input, after_.as_checked(), new_input, structure_, pairs_, read);
    else
      variants_->use(old_input, new_input, read);
    const diff::Impact impact = diff::impact(old_input, new_input, pairs_, *variants_, Parallel());
    for (const diff::Difference& difference : impact.differences)
      for (const std::uint32_t cause : difference.causes())
        found_.push_back(
            {example.title, of,
             diff::row_key(after_.program(), new_data.data, pairs_[difference.pair].after_table, difference.after_row),
             difference, cause, impact.causes[cause]});
  }

  const Policy &before_, &after_;
  const std::vector<core::Member>&old_options_, &new_options_;
  const diff::Structure& structure_;
  const std::vector<diff::Pair>& pairs_;
  std::unique_ptr<diff::PolicyVariants> variants_;
  std::vector<diff::Probe> found_;
};

}  // namespace

std::vector<diff::Probe> run_probes(const Inputs& before, const Inputs& after, const diff::Structure& structure,
                                    const std::vector<diff::Pair>& pairs) {
  return Probing(before, after, structure, pairs).run();
}

}  // namespace cepol::cli
