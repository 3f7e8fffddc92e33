#include "interpreter/cli/help.hpp"

#include <fmt/format.h>

namespace cepol::cli {

const Help help_of_eval{
    "cepol eval POLICY DATA... [-o OUT] [--format FORMAT] [--on DATE] [--reading NAME=OPTION]... [--readings all]",
    "把政策用于数据，得出每一行的结果",
    "apply a policy to data and give each row its result",
    R"(  POLICY                 政策文件，可省去 .cepol；nmg/2017 这样的短名在 policies/ 里找
  DATA...                数据：文件夹（每个表一个 .csv），或 .csv、.json、.ndjson 文件
  -o, --output OUT       写到 OUT，全部写完才出现；csv 为文件夹，其他格式为一个文件
  --format FORMAT        table（默认）、csv（有 -o 时的默认）、json、ndjson；OUT 以 .json、.ndjson 结尾时就用该格式
  --reading NAME=OPTION  选一种读法，可以重复；其余读法用默认
  --on DATE              POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --readings all         不列结果，只列哪些结果取决于哪种读法：每次换一种，与所选的比较
  --lang zh|en           消息的语言；结果的语言由政策决定

结果的最后是坏行表：读不懂的格子和没有读入的行。各种结果有多少，另外显示，不写进结果（标准错误）。)",
    R"(  POLICY                 the policy, with or without .cepol; a short name as nmg/2017 is looked for in policies/
  DATA...                the data: a folder (a .csv for each table), or .csv, .json, .ndjson files
  -o, --output OUT       write to OUT, which appears when all is written; csv: a folder, else a file
  --format FORMAT        table (default), csv (default with -o), json, ndjson; by default also from OUT's ending .json, .ndjson
  --reading NAME=OPTION  choose a reading; can be repeated; the others keep their defaults
  --on DATE              where POLICY is a folder of several years' policies: the one that applies on that day
  --readings all         list not the results but which of them depend on which reading, changing one at a time
  --lang zh|en           language of messages; that of results is the policy's

Last comes the table of bad rows: cells that could not be understood, rows that were not read. How many there are of each
result is shown apart from the results (standard error).)",
    "cepol eval nmg/2017 名册 -o 结果"};

const Help help_of_explain{
    "cepol explain POLICY DATA... KEY [-o OUT] [--format text|json] [--on DATE] [--reading NAME=OPTION]...",
    "说明一行的结果是怎么来的",
    "say why one row came out as it did",
    R"(  POLICY DATA...         同 eval；--on DATE 也是
  KEY                    那一行的主键；几个表都有时写 表:主键；没有主键的表写 表:行号
  -o, --output OUT       写到文件 OUT
  --format text|json     text（默认）
  --reading NAME=OPTION  选一种读法，可以重复
  --lang zh|en           消息的语言

√ 成立  × 不成立  ? 取决于未填的内容  ▶ 适用的)",
    R"(  POLICY DATA...         as for eval; --on DATE too
  KEY                    the key of the row; TABLE:KEY when several tables have it; TABLE:ROW for a table without key
  -o, --output OUT       write to the file OUT
  --format text|json     text is the default
  --reading NAME=OPTION  choose a reading; can be repeated
  --lang zh|en           language of messages

√ holds  × does not hold  ? depends on what is blank  ▶ applies)",
    "cepol explain nmg/2017 名册 15012345"};

const Help help_of_check{
    "cepol check POLICY... [--carried-over] [--core]",
    "检查政策，列出通知的每一条由哪些规则落实",
    "check policies, and list which rules carry out each clause of their notice",
    R"(  POLICY...     政策文件，可以有几个；也可以是文件夹：逐个检查，并看各年度适用期有没有空档或重叠
  --carried-over  修订别的政策的：列出新通知没有沿用、修订或废止，照旧未动的条款
  --core        再打印程序内部的算法，供维护 cepol 的人用
  --lang zh|en  消息的语言

列出错误和提醒（标准错误），再列出通知的条款（标准输出）。既没有规则引用、也没有写明不作计算的条款，算作有遗漏。)",
    R"(  POLICY...     policy files; or a folder: each of them, and gaps and overlaps of the times they apply
  --carried-over  of a policy that amends: the clauses that no line confirms, changes or repeals
  --core        also print the calculation as the program has it, for those who work on cepol
  --lang zh|en  language of messages

Errors and warnings are listed (standard error), then the clauses of the notice (standard output). A clause that no rule
cites and that is not said to compute nothing is left over.)",
    "cepol check nmg/2017"};

const Help help_of_test{"cepol test POLICY... [--coverage] [--mutate] [--format terminal|html] [-o OUT]",
                        "逐个核对政策里的示例",
                        "try the examples of policies",
                        R"(  POLICY...     政策文件，可以有几个；文件夹则是其中每一份
  --coverage    列出示例没有走到的情形、要求、减免、来源、限额、读法，和只见过一面的条件
  --mutate      逐处试改规则（数差一、≥ 改 >、少一个条件、换一个取值），列出没有示例发现得了的改动
  --format html 和 --coverage 一起用于一份政策：在政策原文上逐处标出有哪些示例走到，做成一页网页；
                示例是否通过，另外显示（标准错误）。默认 terminal；OUT 以 .html 结尾时就是网页
  -o, --output OUT  写到文件 OUT，全部写完才出现
  --lang zh|en  消息的语言

不符的示例列出预期、所得和理由；最后列出没有示例走到的情形、要求和减免。)",
                        R"(  POLICY...     policy files; of a folder each of them
  --coverage    list the cases, requirements, waivers, sources, limits and readings that no example reaches, and the
                conditions that were seen one way only
  --mutate      change the rules one place at a time (a number by one, >= to >, a condition left out, another value) and
                list the changes that no example notices
  --format html with --coverage and one policy: the policy's text as a page, each place marked with the examples that
                reach it; whether they pass is shown apart (standard error). By default terminal, or by OUT's ending .html
  -o, --output OUT  write to the file OUT, which appears when all is written
  --lang zh|en  language of messages

For an example that fails: what was expected, what came out, and why. Last, the cases, requirements and waivers that no
example reaches.)",
                        "cepol test nmg/2017"};

const Help help_of_fmt{
    "cepol fmt POLICY... [--check] [--keywords zh|en]",
    "把政策文件排成统一的格式",
    "lay policy files out in one way",
    R"(  POLICY...         政策或模块文件，可以有几个；也可以是文件夹，连同里面的文件夹。排好就写回原文件
  --check           只看不改：列出没有排好的文件，有就以 1 结束
  --keywords zh|en  关键词都换成中文，或者都换成英文；意思不变，换回来还是原来的
  --lang zh|en      消息的语言

只动缩进、空格、空行，对齐示例的各列和行末的注释；在哪里换行由您定。有读不懂的地方的文件不动。)",
    R"(  POLICY...         policies or modules; or a folder, with the folders in it. Each file is written back in place
  --check           change nothing: name the files that are not laid out; the exit status is 1 if there are any
  --keywords zh|en  all keywords in Chinese, or in English; the meaning stays, and they can be turned back
  --lang zh|en      language of messages

Only indents, blanks and empty lines change, and the columns of examples and comments at line ends are aligned; where a
line ends is yours. A file that cannot be read is left as it is.)",
    "cepol fmt nmg/2017"};

const Help help_of_show{"cepol show POLICY [--effective] [--on DATE] [-o OUT]",
                        "打印修订以后的政策全文",
                        "print the policy whole, with all amendments in place",
                        R"(  POLICY           政策文件
  --on DATE        POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --effective      修订以后的全文（默认就是），每一条注明出自哪个文件、被哪里修订
  -o, --output OUT 写到文件 OUT
  --lang zh|en     消息的语言

打印出来的是一份普通的政策，可以直接检查和使用。)",
                        R"(  POLICY           the policy
  --on DATE        where POLICY is a folder of several years' policies: the one that applies on that day
  --effective      with all amendments in place (the default), each part with its origin
  -o, --output OUT write to the file OUT
  --lang zh|en     language of messages

What is printed is an ordinary policy that can be checked and used.)",
                        "cepol show 本年政策 --effective"};

const Help help_of_examples{"cepol examples POLICY --boundaries [--on DATE] [-o OUT]",
                            "在每个界限上和界限旁边拟出示例，供核对",
                            "propose examples at and just beside every threshold, to be confirmed",
                            R"(  POLICY           政策文件
  --on DATE        POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  --boundaries     在每个数、日期、年龄的界限上：差一个学时，生日前一天，截止日的第二天，2月29日
  -o, --output OUT 写到文件 OUT；不写就打印出来
  --lang zh|en     消息的语言

从政策里已有的示例出发，每次改动一格，直到结果翻转的地方；还没有示例的判定，先拟一个起头的。预期按现在的规则写出：
逐个对照通知，对的粘贴到政策里。没有找到两边的界限，最后列出。)",
                            R"(  POLICY           the policy
  --on DATE        where POLICY is a folder of several years' policies: the one that applies on that day
  --boundaries     at every threshold, date and age: one hour short, the day before a birthday, the day after the last,
                   29 February
  -o, --output OUT write to the file OUT; by default they are printed
  --lang zh|en     language of messages

Starts from the examples that the policy has and changes one cell at a time, up to where something turns over; a decision
without an example gets one to start from. What they expect is what the rules give now: compare each with the notice, and
paste the right ones into the policy. Boundaries that no records were found for are listed at the end.)",
                            "cepol examples nmg/2017 --boundaries"};

const Help help_of_doc{"cepol doc POLICY [--on DATE] [-o OUT]",
                       "把通知原文和政策逐条对照，做成一页网页",
                       "set the notice and its policy side by side, clause by clause, as one page to read",
                       R"(  POLICY           政策文件
  --on DATE        POLICY 是放着几个年度政策的文件夹时，用这一天适用的那一份
  -o, --output OUT 写到文件 OUT，例如 对照.html；不写就打印出来
  --lang zh|en     页面的语言；通知和政策里的名称、数字照原样

左边是通知的每一条，右边是引用它的规则、读法，或者不作计算的理由；没有规则引用的条款一眼可见。用浏览器打开，不用联网，也可以打印。)",
                       R"(  POLICY           the policy
  --on DATE        where POLICY is a folder of several years' policies: the one that applies on that day
  -o, --output OUT write to the file OUT, such as side-by-side.html; by default the page is printed
  --lang zh|en     language of the page; the notice, names and numbers stay as they are

On the left every clause of the notice, on the right the rules and readings that cite it, or why it computes nothing; a
clause that nothing cites is plain to see. Open it with a browser; it needs no network and can be printed.)",
                       "cepol doc nmg/2017 -o 对照.html"};

const Help help_of_diff{
    "cepol diff OLD NEW [--data DATA]... [--by COLUMN]... [--explain KEY]... [--format FORMAT] [--exit-code]",
    "逐条比较两份政策，并说出名册上哪些人结果不同、因为哪一条",
    "compare two policies clause by clause, and say who comes out differently because of which clause",
    R"(  OLD NEW                两份政策；只写一份、用 --reading 给同一读法写两次，就比较两种读法
  --data DATA            名册：文件夹或文件，可以重复；说出谁的结果不同，是哪一处改动造成的
  --by COLUMN            再按这一列分别计数，例如 --by 所在盟市
  --explain KEY          说明这一行两边的结果各是怎么来的，可以重复
  --all                  列出每一个人；否则每种改动只列前几个
  --reading NAME=OPTION  选一种读法；同一读法写两次时，前一次用于旧的，后一次用于新的
  --format FORMAT        terminal（默认）、json、markdown、html；OUT 以 .json、.md、.html 结尾时就用该格式
  -o, --output OUT       写到文件 OUT
  --exit-code            有不同时，退出码为 1
  --lang zh|en           语言)",
    R"(  OLD NEW                two policies; a single one with a reading given twice compares the two readings
  --data DATA            a roster: a folder or files, can be repeated; says who comes out differently, and by which change
  --by COLUMN            count by this column too, e.g. --by unit
  --explain KEY          say of this row how both results came about; can be repeated
  --all                  name every row; otherwise the first few of each change
  --reading NAME=OPTION  choose a reading; given twice, the first is for the old side and the second for the new
  --format FORMAT        terminal (default), json, markdown, html; by default also from OUT's ending .json, .md, .html
  -o, --output OUT       write to the file OUT
  --exit-code            exit status 1 when there is a difference
  --lang zh|en           language)",
    "cepol diff 去年政策 本年政策 --data 名册"};

const Help help_of_new{"cepol new TITLE --notice NOTICE [-o FILE.cepol] [--path PATH] [--keywords zh|en]",
                       "对照通知原文，写出一份待填的政策",
                       "begin a policy for a notice: a file to fill in",
                       R"(  TITLE                  政策的标题，放在引号里
  --notice NOTICE        通知原文，UTF-8 编码的文本文件
  -o, --output FILE      写到 FILE，以 .cepol 结尾，和通知在同一个文件夹；已有的文件不会覆盖。不写就打印出来
  --path PATH            政策的短名，例如 nmg/2017；不写就取通知所在的文件夹名和文件名
  --keywords zh|en       关键词和说明的语言；不写就用消息的语言
  --lang zh|en           消息的语言

写出的文件有政策的开头、各部分的式样，还有通知的每一条。日期由您填写；写到哪里，就用 cepol check 查到哪里。)",
                       R"(  TITLE                  the policy's title, in quotes
  --notice NOTICE        the notice's own text: a text file, UTF-8
  -o, --output FILE      write to FILE, which ends in .cepol and lies beside the notice; what exists is never overwritten.
                         Without it the policy is printed
  --path PATH            the policy's short name, such as nmg/2017; by default the notice's folder and file name
  --keywords zh|en       language of keywords and explanations; by default that of messages
  --lang zh|en           language of messages

The file has the policy's header, a form for each part and every clause of the notice. Dates are for you to fill in; go on
with cepol check at each step.)",
                       "cepol new \"标题\" --notice 通知.txt -o 通知.cepol"};

namespace {

constexpr std::string_view status_zh =
    "退出码（供脚本用）：0 完成；1 完成，但有要处理的（坏行、错误或提醒、不符的示例）；2 "
    "用法或输入有误，或结果没有写成。\n";
constexpr std::string_view status_en =
    "Exit status, for scripts: 0 done; 1 done, but something needs attention (bad rows, errors or warnings, failing "
    "examples); "
    "2 wrong usage or input, or results not written.\n";

}  // namespace

std::string text_of(const Help& help, const Io& io) {
  return fmt::format("{}\n\n{}{}\n\n{}\n\n{}{}\n\n{}", help.usage, io.say(help.summary_zh, help.summary_en),
                     io.say("。", "."), io.say(help.zh, help.en), io.say("例：", "Example: "), help.example,
                     io.say(status_zh, status_en));
}

std::string general_help(const Io& io) {
  std::string text(io.say("cepol：把每年的继续教育通知写成政策，用于名册。\n\n",
                          "cepol: the yearly notice on continuing education as a policy, applied to a roster.\n\n"));
  const std::pair<std::string_view, const Help*> all[] = {
      {"eval", &help_of_eval}, {"explain", &help_of_explain},   {"check", &help_of_check},
      {"test", &help_of_test}, {"examples", &help_of_examples}, {"show", &help_of_show},
      {"doc", &help_of_doc},   {"fmt", &help_of_fmt},           {"diff", &help_of_diff},
      {"new", &help_of_new}};
  for (const auto& [name, help] : all)
    text += fmt::format("  cepol {:<9}{}\n", name, io.say(help->summary_zh, help->summary_en));
  text += io.say("\n每个子命令的用法：cepol 子命令 --help。版本：cepol --version。\n例：",
                 "\nHow to use each: cepol COMMAND --help. Version: cepol --version.\nExample: ");
  text += fmt::format("{}\n\n{}", help_of_eval.example, io.say(status_zh, status_en));
  return text;
}

}  // namespace cepol::cli
