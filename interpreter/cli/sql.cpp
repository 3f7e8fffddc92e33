// The subcommand `cepol sql`: writes a policy as views of a database that has the data.
#include "interpreter/sql/sql.hpp"

#include <algorithm>

#include "interpreter/cli/commands.hpp"
#include "interpreter/cli/digests.hpp"
#include "interpreter/cli/inputs.hpp"
#include "interpreter/cli/policy_call.hpp"

namespace cepol::cli {

namespace {

const std::vector<std::string> dialects = {"postgresql", "duckdb"};

class SqlCall final : public PolicyCall {
 public:
  std::vector<Option> options() override {
    std::vector<Option> all = PolicyCall::options();
    all.push_back({"--dialect", &dialect_});
    all.push_back({"--reading", &readings_});
    return all;
  }
  std::string read(const std::vector<std::string>& values, const Io& io) override {
    if (std::string problem = PolicyCall::read(values, io); !problem.empty()) return problem;
    if (!dialect_)
      return io.say("要用 --dialect 写明写给哪一种数据库：{}", "say with --dialect for which database it is: {}",
                    Composed{io.listed(dialects)});
    if (std::find(dialects.begin(), dialects.end(), *dialect_) == dialects.end())
      return not_one_of("--dialect", *dialect_, dialects, io);
    return {};
  }

 protected:
  int run_on(const Policy& policy, const Io& io) const override {
    const core::Program& program = policy.program();
    sql::Options options;
    options.dialect = *dialect_ == "duckdb" ? sql::Dialect::duckdb : sql::Dialect::postgresql;
    if (!choose_readings(program, readings_, options.readings, io)) return bad_usage;
    options.head = head(program, options, io);
    auto made = sql::script(program, options);
    if (const auto* problem = std::get_if<sql::Unsupported>(&made)) {
      io.message(StyledText(std::string(io.say("{}：SQL 写不出{}；去掉它，或者用 cepol eval 计算\n",
                                               "{}: SQL cannot say {}; leave it out, or use cepol eval\n",
                                               written_at(policy.sources, problem->span),
                                               io.language == Language::zh ? problem->zh : problem->en))));
      return bad_usage;
    }
    Output text = output(io, TextKind::exact);
    text.write(std::get<std::string>(made));
    return text.commit() ? done : io.not_written(text.error());
  }

 private:
  std::vector<std::string> head(const core::Program& program, const sql::Options& options, const Io& io) const {
    std::vector<std::string> lines{program.name + " " + program.title,
                                   "cepol " CEPOL_VERSION ", --dialect " + *dialect_};
    for (const FileDigest& one : digests_of_read(io)) lines.push_back(one.path + " sha256 " + one.sha256);
    for (std::size_t i = 0; i < program.readings.size(); ++i) {
      const core::Reading& reading = program.readings.nodes[i];
      lines.push_back("--reading " + reading.name + "=" + reading.options[options.readings[i]].name);
    }
    return lines;
  }

  std::optional<std::string> dialect_;
  std::vector<std::string> readings_;
};

}  // namespace

const Command sql_command{
    "sql",
    {"cepol sql POLICY --dialect postgresql|duckdb [--reading NAME=OPTION]... [-o OUT]",
     "把政策写成数据库里的视图，数据不用搬出来", "write a policy as views of the database that has the data",
     R"(  POLICY           政策文件
  --on DATE        POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --dialect NAME   数据库：postgresql（15 以上）、duckdb
  --reading NAME=OPTION  换用读法 NAME 的选项 OPTION，可以写几次
  -o, --output OUT 写到文件 OUT，例如 视图.sql；不写就打印出来
  --lang zh|en     消息的语言

表在数据库里用政策的表名和列名。每张表一个视图，是读出来的单元格；每项判定一个视图，是结果和数值；另有一个视图数出各种结果有多少行。
可能受空白或坏单元格影响的行，结果是“待定”，open 一列是真；其余各行和 cepol eval 的结果相同。)",
     R"(  POLICY           the policy
  --on DATE        where POLICY is a folder of several years' policies: the one that applies on that day
  --dialect NAME   the database: postgresql (15 or later), duckdb
  --reading NAME=OPTION  another option of a reading; may be given several times
  -o, --output OUT write to the file OUT, such as views.sql; by default it is printed
  --lang zh|en     language of messages

The database has the tables and columns by the names that the policy gives them. There is a view for each table, the cells
as they are read; one for each decision, with its outcomes and figures; and one that counts the rows of each outcome. A row
for which a blank or damaged cell may matter is undetermined, and open is true; all others are as cepol eval has them.)",
     "cepol sql nmg/2017 --dialect postgresql -o 视图.sql", "cepol sql nmg/2017 --dialect postgresql -o views.sql"},
    make_call<SqlCall>};

}  // namespace cepol::cli
