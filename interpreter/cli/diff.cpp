// The subcommand `cepol diff`: reads the options for comparing two policies, or two readings of one (comparison.cpp).
#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/comparison.hpp"
#include "interpreter/cli/options.hpp"

namespace cepol::cli {

namespace {

class DiffCall final : public Call {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all{output_.option(),
                            format_.option(),
                            {"--reading", &diff_.readings},
                            {"--data", &diff_.data},
                            {"--by", &diff_.by},
                            {"--explain", &diff_.explain},
                            {"--exit-code", &diff_.exit_code},
                            {"--all", &diff_.all_rows},
                            diff_.engine.option()};
    diff_.known.add_to(all);
    return all;
  }

  std::string read(const std::vector<std::string>& values, const Io& io) override {
    diff_.policies = values;
    diff_.output = output_.path();
    std::size_t chosen = 0;
    const std::string problem =
        first_of({missing_value(values, 1, io), diff_.known.check(io), diff_.known.place_queries(diff_.data, io),
                  diff_.engine.check(io), output_.check(io),
                  format_.choose(
                      {{"terminal", {".txt"}}, {"json", {".json"}}, {"markdown", {".md"}}, {"html", {".html", ".htm"}}},
                      diff_.output, chosen, io)});
    constexpr DiffFormat formats[] = {DiffFormat::terminal, DiffFormat::json, DiffFormat::markdown, DiffFormat::html};
    diff_.format = formats[chosen];
    return problem;
  }

  int run(const Io& io) const override { return compare_policies(diff_, io); }

 private:
  DiffOptions diff_;
  OutputOption output_;
  FormatOption format_;
};

}  // namespace

const Command diff_command{
    "diff",
    {"cepol diff OLD NEW [--data DATA]... [--empty TABLE]... [--absent TABLE.COLUMN]... [--twice HOW] [--encoding "
     "NAME] [--delimiter NAME] [--database DATABASE] [--map FILE] [--corrections FILE]... "
     "[--by COLUMN]... "
     "[--explain KEY]... [--format FORMAT] "
     "[--exit-code] [--engine NAME]",
     "逐条比较两份政策，并说出名册上哪些人结果不同、因为哪一条",
     "compare two policies clause by clause, and say who comes out differently because of which clause",
     R"(  OLD NEW                两份政策；只写一份、用 --reading 给同一读法写两次，就比较两种读法
  --data DATA            名册：文件夹或文件，可以重复；说出谁的结果不同，是哪一处改动造成的
  --empty TABLE          TABLE 这张表确实没有记录，可以重复；没有写的表没有数据，就不作计算
  --absent TABLE.COLUMN  数据里没有的这一列确实都是空的，可以重复；没有写的，各行都按未知处理
  --twice HOW            完全相同的行怎么算：both 各算一次（默认），once 只算一次，open 不能确定
  --encoding NAME        文本文件的编码：utf-8、gb18030（gbk）、utf-16le、utf-16be；不写就看文件的全部内容
  --delimiter NAME       文本文件各列之间是什么：comma、semicolon、tab；不写就看列名
  --database DATABASE    查询在哪个数据库里查，同 eval
  --map FILE             对照表：数据的列名、写法是政策的哪一列、哪一项；用 cepol map 拟一份
  --corrections FILE     补正表：哪一格应为什么，可以重复；用 cepol data 拟一份
  --by COLUMN            再按这一列分别计数，例如 --by 所在盟市
  --explain KEY          说明这一行两边的结果各是怎么来的，可以重复
  --all                  列出每一个人；否则每种改动只列前几个
  --reading NAME=OPTION  选一种读法；同一读法写两次时，前一次用于旧的，后一次用于新的
  --format FORMAT        terminal（默认）、json、markdown、html；OUT 以 .json、.md、.html 结尾时就用该格式；html 可以打印签字
  -o, --output OUT       写到文件 OUT
  --exit-code            有不同时，退出码为 1
  --engine NAME          用哪种算法：columnar（默认）、reference；结果相同，只是快慢不同
  --lang zh|en           语言)",
     R"(  OLD NEW                two policies; a single one with a reading given twice compares the two readings
  --data DATA            a roster: a folder or files, can be repeated; says who comes out differently, and by which change
  --empty TABLE          the table TABLE truly has no records; can be repeated; else a table without data stops everything
  --absent TABLE.COLUMN  this column that the data do not have is truly blank; can be repeated; else it is unknown in every row
  --twice HOW            rows that are alike in every cell: both count (default), once, or open: it is not known
  --encoding NAME        of text files: utf-8, gb18030 (gbk), utf-16le, utf-16be; by default decided from all of the file
  --delimiter NAME       between the columns of text files: comma, semicolon, tab; by default decided from the headings
  --database DATABASE    that queries are run on, as for eval
  --map FILE             a list of what headings and words of the data mean; cepol map writes one to be filled in
  --corrections FILE     a list of what should stand in which cell; can be repeated; cepol data writes one to be filled in
  --by COLUMN            count by this column too, e.g. --by unit
  --explain KEY          say of this row how both results came about; can be repeated
  --all                  name every row; otherwise the first few of each change
  --reading NAME=OPTION  choose a reading; given twice, the first is for the old side and the second for the new
  --format FORMAT        terminal (default), json, markdown, html (to be signed); by default also from OUT's ending .json, .md, .html
  -o, --output OUT       write to the file OUT
  --exit-code            exit status 1 when there is a difference
  --engine NAME          what computes: columnar (default) or reference; the results are the same, the time is not
  --lang zh|en           language)",
     "cepol diff 去年政策 本年政策 --data 名册", "cepol diff last-year this-year --data roster"},
    make_call<DiffCall>};

}  // namespace cepol::cli
