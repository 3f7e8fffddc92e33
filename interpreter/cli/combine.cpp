// The subcommand `cepol combine`: puts the summaries of parts together, or their results.
#include <utility>

#include "interpreter/cli/combine_parts.hpp"
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/options.hpp"
#include "interpreter/cli/outputs.hpp"
#include "interpreter/cli/part_options.hpp"

namespace cepol::cli {

namespace {

class CombineCall final : public Call {
 public:
  std::vector<Option> options() override {
    return {output_.option(), format_.option(), {"--output-encoding", &encoding_}};
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (values.empty())
      return std::string(io.say("没有写各份的文件（cepol eval --part、cepol summarize 写出的）",
                                "no files of parts are given, as cepol eval --part or cepol summarize write them"));
    files_ = values;
    target_.path = output_.path();
    return output_.check(io);
  }

  int run(const Io& io) const override {
    std::vector<OpenedPart> parts;
    for (const std::string& path : files_) {
      OpenedPart part{open_part(path, io), {}};
      if (!part.reader) return bad_usage;
      auto head = part.reader->head();
      if (!head || head->kind == PartFileKind::none || head->parts.empty()) {
        io.message(io.say("cepol：“{}”不是 cepol eval --part、cepol summarize 写出的\n",
                          "cepol: “{}” was not written by cepol eval --part or cepol summarize\n", path));
        return bad_usage;
      }
      part.head = std::move(*head);
      parts.push_back(std::move(part));
    }
    if (!fit_together(parts, io) || replaces_input(target_.path, io)) return bad_usage;
    return parts.front().head.kind == PartFileKind::summary ? combine_summaries(parts, io)
                                                            : combine_results(std::move(parts), io);
  }

 private:
  static bool fit_together(const std::vector<OpenedPart>& parts, const Io& io) {
    const PartHead& first = parts.front().head;
    for (const OpenedPart& part : parts) {
      const PartHead& head = part.head;
      if (head.kind == first.kind && head.version == first.version && head.policy == first.policy &&
          head.policy_digest == first.policy_digest && head.asked == first.asked &&
          head.parts.begin()->of == first.parts.begin()->of && head.english_messages == first.english_messages)
        continue;
      io.message(io.say("cepol：“{}”与“{}”不是同一次计算的：政策、版本、份数、读法、列或消息的语言不同\n",
                        "cepol: “{}” and “{}” are not of one calculation: their policy, version, number of parts, "
                        "readings, columns or language of messages differ\n",
                        part.reader->path(), parts.front().reader->path()));
      return false;
    }
    return true;
  }

  int combine_summaries(std::vector<OpenedPart>& parts, const Io& io) const {
    if (format_.typed || encoding_) {
      io.message(
          std::string(io.say("cepol：概要只有一种格式，不用 --format、--output-encoding\n",
                             "cepol: a summary has one format; it needs no --format and no --output-encoding\n")));
      return bad_usage;
    }
    PartHead head = parts.front().head;
    head.odd_ids.clear();
    data::DivisionSummary all;
    for (OpenedPart& part : parts) {
      const auto found = part.reader->summary();
      if (!found) {
        io.message(io.say("cepol：概要“{}”不完整，请重新做\n",
                          "cepol: the summary “{}” is not complete; make it again\n", part.reader->path()));
        return bad_usage;
      }
      all.add(*found);
      head.parts.insert(part.head.parts.begin(), part.head.parts.end());
    }
    Output output = output_to(target_.path, io, TextKind::json);
    output.write(head_line(head) + summary_line(all));
    return output.commit() ? done : io.not_written(output.error());
  }

  int combine_results(std::vector<OpenedPart> parts, const Io& io) const {
    ResultTarget target = target_;
    std::string problem = target.choose(format_, encoding_, io);
    if (problem.empty() && target.format != ResultFormat::table && target.format != ResultFormat::csv &&
        target.format != ResultFormat::json && target.format != ResultFormat::ndjson)
      problem = std::string(io.say("各份的结果合成 table、csv、json、ndjson；要别的格式，用 cepol eval",
                                   "results of parts are put together as table, csv, json or ndjson; cepol eval "
                                   "writes other formats"));
    std::set<data::Part> all;
    for (const OpenedPart& part : parts)
      if (problem.empty() && !all.insert(*part.head.parts.begin()).second)
        problem = io.say("第 {} 份写了两次：“{}”", "part {} is given twice: “{}”", part.head.parts.begin()->number,
                         part.reader->path());
    if (problem.empty()) problem = missing_parts(all, io);
    if (problem.empty()) return combine_parts(std::move(parts), target, io);
    io.message(io.say("cepol：{}\n", "cepol: {}\n", Composed{problem}));
    return bad_usage;
  }

  std::vector<std::string> files_;
  OutputOption output_;
  FormatOption format_;
  std::optional<std::string> encoding_;
  ResultTarget target_;
};

}  // namespace

const Command combine_command{
    "combine",
    {"cepol combine FILE... [-o OUT] [--format FORMAT] [--output-encoding NAME]", "把各份的概要或结果合在一起",
     "put summaries or results of parts together",
     R"(  FILE...                各份的文件：都是 cepol summarize 写出的概要，或者都是 cepol eval --part 写出的结果；顺序不论
  -o, --output OUT       写到 OUT，全部写完才出现；结果的 csv 为文件夹，其他为一个文件
  --format FORMAT        结果的格式：table（默认）、csv（有 -o 时的默认）、json、ndjson
  --output-encoding NAME  csv 的编码：utf-8（默认）、utf-8-bom、gb18030
  --lang zh|en           消息的语言；合成的结果按做各份时的语言

概要可以先合一些，再与别的合；各份都在里面的，给 cepol eval --summary 用。
结果要各份齐全，合成的与一次算完的相同：结果、坏行、个数、退出状态。)",
     R"(  FILE...                the files of parts: all of them summaries (cepol summarize), or all results (cepol eval --part); in any order
  -o, --output OUT       write to OUT, which appears when all is written; results as csv: a folder, else a file
  --format FORMAT        of results: table (default), csv (default with -o), json, ndjson
  --output-encoding NAME  of csv: utf-8 (default), utf-8-bom, gb18030
  --lang zh|en           language of messages; those of results put together are in the language of the parts

Some summaries can be put together first, then with others; what has all parts is for cepol eval --summary.
Results need every part; put together they are the same as of one run: results, bad rows, counts, exit status.)",
     "cepol combine 份/*.part -o 结果", "cepol combine parts/*.part -o results"},
    make_call<CombineCall>};

}  // namespace cepol::cli
