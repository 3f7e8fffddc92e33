// Generates the tables that dev/bench measures on: people, nine rows of 学习 and 0.3 of 考试 each, a share of their
// cells blank. The same numbers always give the same tables, and other shares of blanks change no other cell. Usage:
// bench-data PEOPLE PERCENT FOLDER
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

struct Random {  // splitmix64
  std::uint64_t state;
  std::uint64_t next() {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  unsigned below(unsigned n) { return static_cast<unsigned>(next() % n); }
  bool chance(unsigned percent) { return below(100) < percent; }
};

class Table {
 public:
  Table(const std::string& path, const char* headings, unsigned percent)
      : file_(std::fopen(path.c_str(), "wb")), blanks_{percent}, percent_(percent) {
    if (file_ == nullptr) std::perror(path.c_str()), std::exit(2);
    line_ = std::string(headings) + "\n";
  }
  Table(const Table&) = delete;
  ~Table() {
    std::fwrite(line_.data(), 1, line_.size(), file_);
    std::fclose(file_);
  }
  void key(const char* text) { line_ += text; }
  void cell(const std::string& text) {
    line_ += ',';
    if (percent_ == 0 || !blanks_.chance(percent_)) line_ += text;
  }
  void end() {
    line_ += '\n';
    if (line_.size() < 1 << 20) return;
    std::fwrite(line_.data(), 1, line_.size(), file_);
    line_.clear();
  }

 private:
  std::FILE* file_;
  std::string line_;
  Random blanks_;
  unsigned percent_;
};

std::string day(unsigned year, unsigned month, unsigned of_month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", year, month, of_month);
  return text;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return std::fprintf(stderr, "usage: bench-data PEOPLE PERCENT FOLDER\n"), 2;
  const auto people = static_cast<unsigned>(std::atoi(words[1])), percent = static_cast<unsigned>(std::atoi(words[2]));
  const std::string folder = std::string(words[3]) + "/";
  Table person(folder + "人员.csv",
               "证书编号,姓名,单位,所在盟市,现从事专业,专业技术职务,性别,出生年月,学历,毕业日期,参加工作时间,隶属,"
               "驻盟市,单位类别,申报方式,申报级别,送审日期",
               percent);
  Table study(folder + "学习.csv", "证书编号,年度,科目,学时,课程,施教机构,班次编号,考核结果,核定", percent);
  Table exam(folder + "考试.csv", "证书编号,考试类别,成绩日期,结果,考区", percent);
  const char* const levels[] = {"正高级", "副高级", "中级", "助理级", "员级"};
  Random random{2017};
  for (unsigned i = 1; i <= people; ++i) {
    char id[16];
    std::snprintf(id, sizeof id, "%08u", i);
    person.key(id);
    for (const std::string& one : {"某人" + std::to_string(i), std::string("某厂"), std::string("某市"),
                                   std::string("工程"), std::string("工程师")})
      person.cell(one);
    person.cell(random.chance(50) ? "男" : "女");
    const unsigned year = 1955 + random.below(40), month = 1 + random.below(12);
    person.cell(day(year, month, 1 + random.below(28)));
    for (const char* one : {"本科", "2010-07-01", "2010-08-01"}) person.cell(one);
    person.cell(random.chance(70) ? "区直" : "盟市");
    for (const char* one : {"否", "企业", "评审"}) person.cell(one);
    person.cell(levels[random.below(5)]);
    person.cell(day(2017, 5, 1 + random.below(31)));
    person.end();
    for (unsigned j = 0; j < 9; ++j) {
      study.key(id);
      study.cell(std::to_string(2015 + j % 3));
      study.cell(j < 4 ? "公需科目" : "专业科目");
      const unsigned tenths = random.below(500);
      study.cell(std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)));
      for (const char* one : {"某课", "某校", ""}) study.cell(one);
      study.cell(random.chance(97) ? "合格" : "不合格");
      study.cell(random.chance(97) ? "是" : "否");
      study.end();
    }
    if (!random.chance(30)) continue;
    exam.key(id);
    exam.cell("职业资格");
    const unsigned taken = 2014 + random.below(4);
    exam.cell(day(taken, 6, 1 + random.below(8)));
    for (const char* one : {"合格", "区内"}) exam.cell(one);
    exam.end();
  }
  return 0;
}
