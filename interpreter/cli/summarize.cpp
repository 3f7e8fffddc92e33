// The subcommand `cepol summarize`: what one part finds of its rows that every part has to know.
#include <utility>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/part_options.hpp"

namespace cepol::cli {

namespace {

class SummarizeCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{output_.option(), part_.option(), inputs_.on.option(), inputs_.threads.option()};
    inputs_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = missing_value(values, 2, io); !problem.empty()) return problem;
    inputs_.policy = values.front();
    inputs_.data.assign(values.begin() + 1, values.end());
    return first_of({inputs_.on.check(io), inputs_.known.check(io), inputs_.known.place_queries(inputs_.data, io),
                     inputs_.threads.check(io), output_.check(io), part_.check(io)});
  }

  int run(const Io& io) const override {
    InputOptions options = inputs_;
    options.division = std::make_shared<const data::Division>(data::Division{part_.part, {}});
    const auto inputs = read_inputs(options, io);
    if (!inputs || replaces_input(output_.path(), io)) return bad_usage;
    Output output = output_to(output_.path(), io, TextKind::json);
    output.write(head_line(part_head(PartFileKind::summary, *inputs, part_.part, {}, io)) +
                 summary_line(inputs->data.found));
    return output.commit() ? done : io.not_written(output.error());
  }

 private:
  InputOptions inputs_;
  OutputOption output_;
  PartOption part_;
};

}  // namespace

const Command summarize_command{
    "summarize",
    {"cepol summarize POLICY DATA... [--part K/N] [-o OUT] [--on DATE] [--empty TABLE]... [--absent TABLE.COLUMN]... "
     "[--twice HOW] [--encoding NAME] [--delimiter NAME] [--database DATABASE] [--map FILE] [--corrections FILE]... "
     "[--threads N]",
     "分份计算之前，做一份数据的概要", "make the summary of a part of the data, before parts are decided",
     R"(  POLICY DATA...         与 cepol eval 的相同
  --part K/N             第几份，一共几份；不写就是全部
  -o, --output OUT       概要写到 OUT
  --on、--empty、--absent、--twice、--encoding、--delimiter、--database、--map、--corrections
                         与 cepol eval 的相同；做概要和算各份时要写得一样
  --threads N            同时用几个线程；不写就用全部处理器
  --lang zh|en           消息的语言

概要列出各份都要读的行：不能确定是谁的行、指不到的行、完全相同的行。各份的概要用 cepol combine 合在一起，
再给 cepol eval --part --summary 用。分几份做概要与分几份计算不必相同。)",
     R"(  POLICY DATA...         as for cepol eval
  --part K/N             which part, of how many; by default all
  -o, --output OUT       write the summary to OUT
  --on, --empty, --absent, --twice, --encoding, --delimiter, --database, --map, --corrections
                         as for cepol eval; the same for the summary and for each part
  --threads N            how many threads work at a time, by default one for each processor
  --lang zh|en           language of messages

A summary lists the rows that every part has to read: without one known owner, with a reference to no row, alike in
every cell. cepol combine puts the summaries of all parts together, for cepol eval --part --summary. There may be
another number of parts then.)",
     "cepol summarize nmg/2017 名册 --part 1/4 -o 概要-1", "cepol summarize nmg/2017 roster --part 1/4 -o summary-1"},
    make_call<SummarizeCall>};

}  // namespace cepol::cli
