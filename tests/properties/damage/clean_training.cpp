// Clean data for training.cepol.
#include <array>

#include "tests/properties/damage/clean_data.hpp"

namespace cepol::damage {

namespace {

using test::Random;

constexpr std::size_t member_count = 44;

std::string tenths(std::size_t value) {
  return std::to_string(value / 10) + (value % 10 == 0 ? "" : "." + std::to_string(value % 10));
}

class TrainingData {
 public:
  TrainingData(const Schema& schema, KeyStyle style, Random& random)
      : tables_(schema), style_(style), random_(random) {}

  DataFiles make() {
    courses();
    const auto keys = keys_of(style_, member_count, random_);
    study_keys_ = keys_of(style_ == KeyStyle::serial ? KeyStyle::serial : KeyStyle::letters, member_count * 5, random_);
    for (std::size_t i = 0; i < member_count; ++i) person(keys[i], i);
    enrolments();
    return tables_.take();
  }

 private:
  bool one_in(std::size_t n) { return random_.chance(n); }

  // The first four are valid, each of the others lacks one thing.
  void courses() {
    courses_ = {"KA1011", "KA2322", "KB3733", "KC4144", "KD5555", "KE6966", "KF7377", "KG8788"};
    for (std::size_t i = 0; i < courses_.size(); ++i)
      tables_.add("课程", {{"课程号", courses_[i]},
                           {"课程名", "课程" + std::to_string(i)},
                           {"级别", i % 2 == 0 ? "国家级" : "省级"},
                           {"系数", i == 4 ? "0.99" : "1"},
                           {"备案日期", i == 5 ? "2026-04-01" : "2026-03-31"},
                           {"停办日期", i == 6   ? "2026-06-30"
                                        : i == 1 ? "2026-10-01"
                                                 : ""},
                           {"已验收", i == 7 ? "否" : "是"}});
  }

  void person(const std::string& key, std::size_t i) {
    static constexpr std::array<const char*, 4> posts = {"医师", "护士", "药师", "讲师"};
    static constexpr std::array<const char*, 5> hospitals = {"第一医院", "第一医院（集团）", "东分院", "Ｂ分院",
                                                             "中心卫生院"};
    static constexpr std::array<const char*, 4> birthdays = {"1971-06-30", "1971-07-01", "1971-10-12", "1990-02-20"};
    const std::string born = birthdays[random_.below(birthdays.size())];
    const bool here = !one_in(5), extended = one_in(3);
    tables_.add("人员", {{"证件号", key},
                         {"姓名", "学员" + std::to_string(i)},
                         {"单位", hospitals[random_.below(hospitals.size())]},
                         {"岗位", posts[i % 4]},
                         {"出生", born},
                         {"入职年份", extended    ? "2018"
                                      : one_in(2) ? "2021"
                                                  : "2022"},
                         {"在职", here ? "是" : "否"},
                         {"离职日期", here ? "" : "2026-01-31"},
                         {"延长年数", extended ? (one_in(2) ? "8" : "9") : ""},
                         {"带教课程", one_in(3) ? "" : courses_[random_.below(5)]}});
    study(key, i, born == "1971-06-30");
    if (one_in(2))
      tables_.add("停学", {{"证件号", key}, {"起", "2026-01-02"}, {"止", one_in(2) ? "2026-03-01" : "2026-03-02"}});
  }

  // Three or four rows whose sum is what is needed, half a point more or less; what is above ten points a subject does
  // not count.
  void study(const std::string& key, std::size_t i, bool senior) {
    const std::size_t total = i % 4 < 2 ? 250 : 120, need = senior ? total / 2 : total;
    const std::size_t wanted = need + 5 * random_.below(3) - 5;
    std::size_t left = wanted;
    for (std::size_t n = 0; left > 0 && n < 4; ++n) {
      const std::size_t points = left > 100 ? 80 + random_.below(5) * 5 : left;
      row(key, i, n, i % 4 < 2 && n == 0 ? 2025 : 2026, points, true);
      left -= points;
    }
    if (one_in(3)) row(key, i, 4, 2026, 50, false);
  }

  void row(const std::string& key, std::size_t i, std::size_t n, int year, std::size_t points, bool counts) {
    const std::string number = study_keys_[i * 5 + n];
    const std::size_t why_not = random_.below(4);
    tables_.add("学习", {{"证件号", key},
                         {"学习号", number},
                         {"课题", "课题" + std::string(1, static_cast<char>('A' + n))},
                         {"年度", std::to_string(year)},
                         {"课程", courses_[!counts && why_not == 0 ? 4 + random_.below(4) : random_.below(4)]},
                         {"学分", tenths(points)},
                         {"完成日期", !counts && why_not == 1 ? "2026-10-01" : "2025-10-20"},
                         {"撤销日期", !counts && why_not == 2 ? "2026-01-10" : ""},
                         {"合格", !counts && why_not == 3 ? "否" : "是"}});
    if (one_in(3))
      tables_.add("答卷", {{"学习号", number},
                           {"题目", "第一题"},
                           {"得分", one_in(2) ? "60" : "59.5"},
                           {"补考日期", one_in(3) ? "2026-10-30" : ""}});
  }

  void enrolments() {
    static constexpr std::array<const char*, 3> projects = {"进修", "研讨", "出国"};
    const std::size_t come = 11 + random_.below(2);
    for (std::size_t i = 0; i < 18; ++i)
      tables_.add("报名", {{"姓名", "报名人" + std::to_string(i)},
                           {"项目", projects[i % 3]},
                           {"到场", i < come + 2 ? "是" : "否"},
                           {"取消日期", i < 2 ? "2026-01-05" : ""}});
  }

  CleanTables tables_;
  KeyStyle style_;
  Random& random_;
  std::vector<std::string> courses_, study_keys_;
};

}  // namespace

DataFiles clean_training(const Schema& schema, KeyStyle style, test::Random& random) {
  return TrainingData(schema, style, random).make();
}

}  // namespace cepol::damage
