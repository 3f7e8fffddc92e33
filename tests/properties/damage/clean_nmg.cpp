// Clean data for policies/nmg/2017.
#include <algorithm>
#include <array>
#include <map>

#include "tests/properties/damage/clean_data.hpp"

namespace cepol::damage {

namespace {

using test::Random;

constexpr std::size_t people = 40;
constexpr std::array<const char*, 6> units = {"包钢",           "内蒙古民族大学", "自治区水利厅",
                                              "大兴安岭林管局", "河套学院",       "自治区医院（集团）"};
constexpr std::array<const char*, 9> births = {"1967-05-31", "1967-06-01", "1962-05-31", "1962-06-01", "1972-05-31",
                                               "1972-06-01", "1967-10-15", "1972-10-20", "1980-01-20"};

std::string hundredths(long value) {
  std::string text = std::to_string(value / 100);
  if (value % 100 != 0) text += "." + std::string(value % 100 < 10 ? "0" : "") + std::to_string(value % 100);
  return text;
}

struct Person {
  std::string key;
  bool man = true;
  std::string born, level;
};

// Completed years on 2017-05-31, of births whose days are the first or the last of a month or well apart.
int age(const std::string& born) { return 2017 - std::stoi(born) - (born.substr(5) > "05-31" ? 1 : 0); }

// What the person needs, in hundredths of an hour.
long needed(const Person& person) {
  const bool junior = person.level == "助理级" || person.level == "员级";
  const long whole = junior ? 13000 : 17000;
  const int limit = person.man ? 50 : 45;
  return age(person.born) >= limit ? (whole + 2) / 3 : whole;
}

class NmgData {
 public:
  NmgData(const Schema& schema, KeyStyle style, Random& random) : tables_(schema), style_(style), random_(random) {}

  DataFiles make() {
    classes();
    const auto keys = keys_of(style_, people, random_);
    for (std::size_t i = 0; i < people; ++i) person(keys[i], i);
    certificates();
    trainees();
    return tables_.take();
  }

 private:
  bool one_in(std::size_t n) { return random_.chance(n); }
  std::string yes_or_no(std::size_t no_in) { return one_in(no_in) ? "否" : "是"; }

  // Eight classes; the first five have done all that is asked, each of the others lacks one thing.
  void classes() {
    classes_ = {"B2017101", "B2017232", "B2017343", "B2017454", "B2017565", "B2017676", "B2017787", "B2017898"};
    for (std::size_t i = 0; i < classes_.size(); ++i)
      tables_.add("培训班", {{"班次编号", classes_[i]},
                             {"基地", "自治区第" + std::to_string(i + 1) + "基地"},
                             {"科目", i % 2 == 0 ? "专业科目" : "公需科目"},
                             {"开班日期", "2017-04-10"},
                             {"计划上报日期", i == 5 ? "2017-04-10" : "2017-04-09"},
                             {"计划批准", i == 6 ? "否" : "是"},
                             {"总结上报日期", i == 7 ? "" : "2017-05-20"},
                             {"总结含培训情况", "是"},
                             {"总结含学员名单", "是"},
                             {"总结含师资情况", "是"}});
  }

  void person(const std::string& key, std::size_t i) {
    Person one{key, one_in(2), births[random_.below(births.size())],
               i % 4 == 0   ? "助理级"
               : i % 4 == 1 ? "副高级"
                            : "中级"};
    const bool local = one_in(3);
    tables_.add("人员", {{"证书编号", key},
                         {"姓名", "某某" + std::to_string(i)},
                         {"单位", units[random_.below(units.size())]},
                         {"所在盟市", "赤峰市"},
                         {"现从事专业", "水利工程"},
                         {"专业技术职务", "工程师"},
                         {"性别", one.man ? "男" : "女"},
                         {"出生年月", one.born},
                         {"学历", i % 3 == 0 ? "大专" : "本科"},
                         {"毕业日期", "2010-10-01"},
                         {"参加工作时间", "2010-10-20"},
                         {"隶属", local ? "盟市" : "区直"},
                         {"驻盟市", yes_or_no(2)},
                         {"单位类别", i % 3 == 0 ? "高等院校" : "企业"},
                         {"申报方式", i % 10 == 9 ? "考核认定" : "评审"},
                         {"申报级别", one.level},
                         {"送审日期", one_in(4) ? "2017-06-01" : "2017-05-31"}});
    learning(one);
  }

  // Rows in every year and subject, so that the sum is what is needed, a little more or a little less.
  void learning(const Person& person) {
    constexpr std::array<long, 5> differences = {0, 0, 50, -50, -100};
    long left = needed(person) + differences[random_.below(differences.size())];
    if (one_in(4)) {
      tables_.add("考试", {{"证书编号", person.key},
                           {"考试类别", one_in(2) ? "职称外语" : "职业资格"},
                           {"成绩日期", "2016-10-12"},
                           {"结果", "合格"},
                           {"考区", "区内"}});
      left = std::max(left - 3000, 3000L);
    }
    const bool junior = person.level == "助理级";
    const int first = junior ? 2016 : 2015;
    const long rows = junior ? 4 : 6;
    long number = 0;
    for (int year = first; year <= 2017; ++year)
      for (const char* subject : {"公需科目", "专业科目"}) {
        const long share = ++number == rows ? left : left / (rows - number + 1) / 50 * 50;
        study(person, year, subject, share, true);
        left -= share;
      }
    if (one_in(3)) study(person, 2016, "专业科目", 2000, false);
  }

  void study(const Person& person, int year, const char* subject, long hours, bool counts) {
    std::string session;
    if (one_in(3)) session = classes_[random_.below(5)];
    const std::size_t why_not = random_.below(3);
    if (!counts && why_not == 0) session = classes_[5 + random_.below(3)];
    tables_.add("学习", {{"证书编号", person.key},
                         {"年度", std::to_string(year)},
                         {"科目", subject},
                         {"学时", hundredths(hours)},
                         {"课程", "学科进展，上"},
                         {"施教机构", "行业协会"},
                         {"班次编号", session},
                         {"考核结果", !counts && why_not == 1 ? "不合格" : "合格"},
                         {"核定", !counts && why_not == 2 ? "否" : "是"}});
  }

  void certificates() {
    for (std::size_t i = 0; i < 10; ++i) {
      const bool first = i % 3 == 0;
      tables_.add("领证", {{"序号", std::to_string(i + 1)},
                           {"姓名", "领证人" + std::to_string(i)},
                           {"性别", "女"},
                           {"出生年月", "1990-10-02"},
                           {"学历", i == 4 ? "" : "本科"},
                           {"参加工作时间", "2013-10-08"},
                           {"现从事专业", "水利"},
                           {"专业技术职务", "助理工程师"},
                           {"新证换证", i % 4 == 3 ? "换证" : "新证"},
                           {"初次参加", first ? "是" : "否"},
                           {"备注", first && i != 6 ? "初次参加培训" : ""}});
    }
    tables_.add("领证花名册",
                {{"主管部门", "自治区水利厅"}, {"填表时间", "2017-10-20"}, {"联系人", "某人"}, {"申请报告", "是"}});
  }

  // A place more or fewer than there are, or just as many.
  void trainees() {
    const std::map<std::string, std::size_t> places{
        {"特培区外", 50}, {"特培区内", 50}, {"高层次", 70}, {"能力提升", 80}};
    for (const auto& [project, count] : places) {
      const std::size_t number = count - 1 + random_.below(3);
      for (std::size_t i = 0; i < number; ++i)
        tables_.add("项目学员", {{"姓名", project + "学员" + std::to_string(i)}, {"项目", project}});
    }
  }

  CleanTables tables_;
  KeyStyle style_;
  Random& random_;
  std::vector<std::string> classes_;
};

}  // namespace

DataFiles clean_nmg(const Schema& schema, KeyStyle style, test::Random& random) {
  return NmgData(schema, style, random).make();
}

}  // namespace cepol::damage
