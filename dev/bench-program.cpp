// The 2017 notice's 审验 as a program written by hand for it, on two threads: what dev/bench measures cepol against.
// Default readings, complete data, no quotes, no reasons. Usage: bench-program DATA >RESULTS; prints 证书编号,审验 for
// each person, in the order of the file.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

namespace {

using View = std::string_view;
constexpr int threads = 2, first_year = 2015, years = 3, most_columns = 32;

View mapped(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY);
  struct stat about {};
  if (file < 0 || ::fstat(file, &about) != 0) std::exit(2);
  const auto size = static_cast<std::size_t>(about.st_size);
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  ::close(file);
  if (at == MAP_FAILED) std::exit(2);
  return {static_cast<const char*>(at), size};
}

using Cells = std::array<View, most_columns>;

View split(View text, Cells& cells) {  // takes one row; returns the rest
  std::size_t begin = 0, column = 0;
  while (true) {
    std::size_t end = begin;
    while (end < text.size() && text[end] != ',' && text[end] != '\n') ++end;
    cells[column++] = text.substr(begin, end - begin);
    if (end == text.size()) return {};
    begin = end + 1;
    if (text[end] == '\n') return text.substr(begin);
  }
}

std::size_t column_of(const Cells& headings, View name) {
  for (std::size_t i = 0; i < most_columns; ++i)
    if (headings[i] == name) return i;
  std::exit(2);
}

int number(View text) {
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

int tenths(View text) {
  const std::size_t point = text.find('.');
  if (point == View::npos) return number(text) * 10;
  return number(text.substr(0, point)) * 10 + (text[point + 1] - '0');
}

struct Day {
  int year, month, day;
};
Day day_of(View text) { return {number(text.substr(0, 4)), number(text.substr(5, 2)), number(text.substr(8, 2))}; }

// 29 February counts as the 28th in common years.
int full_years(Day born, Day on) {
  const bool leap = on.year % 4 == 0 && (on.year % 100 != 0 || on.year % 400 == 0);
  if (born.month == 2 && born.day == 29 && !leap) born.day = 28;
  const bool before = on.month < born.month || (on.month == born.month && on.day < born.day);
  return on.year - born.year - (before ? 1 : 0);
}

struct Person {
  View key;
  bool male = false, high = false;
  Day born{}, filed{};
};
struct Hours {  // tenths, by year and subject: 公需科目, 专业科目
  std::array<std::array<int, 2>, years> of{};
};
struct Exams {  // by year: a professional examination, one of languages or computing
  std::array<std::array<bool, 2>, years> passed{};
};

using Index = std::unordered_map<View, std::uint32_t>;

std::vector<Person> read_people(View text, Index& index) {
  Cells cells;
  text = split(text, cells);
  const std::size_t key = column_of(cells, "证书编号"), sex = column_of(cells, "性别"),
                    born = column_of(cells, "出生年月"), level = column_of(cells, "申报级别"),
                    filed = column_of(cells, "送审日期");
  std::vector<Person> people;
  while (!text.empty()) {
    text = split(text, cells);
    const View wanted = cells[level];
    index.emplace(cells[key], static_cast<std::uint32_t>(people.size()));
    people.push_back({cells[key], cells[sex] == "男", wanted == "正高级" || wanted == "副高级" || wanted == "中级",
                      day_of(cells[born]), day_of(cells[filed])});
  }
  return people;
}

void read_learning(View heading, View text, const Index& index, std::vector<Hours>& hours) {
  Cells cells;
  split(heading, cells);
  const std::size_t key = column_of(cells, "证书编号"), year = column_of(cells, "年度"),
                    subject = column_of(cells, "科目"), amount = column_of(cells, "学时"),
                    course = column_of(cells, "班次编号"), result = column_of(cells, "考核结果"),
                    approved = column_of(cells, "核定");
  View last;
  std::uint32_t person = 0;
  while (!text.empty()) {
    text = split(text, cells);
    if (cells[result] != "合格" || cells[approved] != "是" || !cells[course].empty()) continue;
    const int at = number(cells[year]) - first_year;
    if (at < 0 || at >= years) continue;
    if (cells[key] != last) {
      last = cells[key];
      person = index.find(last)->second;
    }
    hours[person].of[static_cast<std::size_t>(at)][cells[subject] == "专业科目"] += tenths(cells[amount]);
  }
}

void read_exams(View text, const Index& index, std::vector<Exams>& exams) {
  Cells cells;
  text = split(text, cells);
  const std::size_t key = column_of(cells, "证书编号"), kind = column_of(cells, "考试类别"),
                    day = column_of(cells, "成绩日期"), result = column_of(cells, "结果"),
                    place = column_of(cells, "考区");
  while (!text.empty()) {
    text = split(text, cells);
    const int at = number(cells[day].substr(0, 4)) - first_year;
    if (cells[result] != "合格" || at < 0 || at >= years) continue;
    const bool professional = cells[kind] == "职业资格";
    if (professional ? cells[place] != "区内" : cells[kind] != "职称外语" && cells[kind] != "职称计算机") continue;
    exams[index.find(cells[key])->second].passed[static_cast<std::size_t>(at)][professional ? 0 : 1] = true;
  }
}

View verdict(const Person& person, const std::array<Hours, threads>& hours, const Exams& exams) {
  const int age = full_years(person.born, person.filed);
  if (age >= (person.male ? 55 : 50)) return "免予要求";
  const int total = person.high ? 1700 : 1300;
  const bool less = age >= (person.male ? 50 : 45);
  int earned = 0;
  bool steady = true;
  for (std::size_t year = person.high ? 0 : 1; year < years; ++year)
    for (std::size_t subject = 0; subject < 2; ++subject) {
      int sum = 0;
      for (const Hours& part : hours) sum += part.of[year][subject];
      if (subject == 1) sum += 300 * (exams.passed[year][0] + exams.passed[year][1]);
      earned += sum;
      steady = steady && sum > 0;
    }
  return earned * (less ? 3 : 1) >= total && steady ? "合格" : "不合格";
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  const std::string folder = words[1];
  Index index;
  const std::vector<Person> people = read_people(mapped(folder + "/人员.csv"), index);
  std::vector<Exams> exams(people.size());
  read_exams(mapped(folder + "/考试.csv"), index, exams);

  const View learning = mapped(folder + "/学习.csv");
  const View heading = learning.substr(0, learning.find('\n') + 1);
  std::array<std::vector<Hours>, threads> hours;
  std::vector<std::jthread> running;
  std::size_t begin = heading.size();
  for (std::size_t i = 0; i < threads; ++i) {
    std::size_t end = learning.size() * (i + 1) / threads;
    if (end < learning.size()) end = learning.find('\n', end) + 1;
    hours[i].resize(people.size());
    running.emplace_back(
        [&, i, part = learning.substr(begin, end - begin)] { read_learning(heading, part, index, hours[i]); });
    begin = end;
  }
  running.clear();  // waits for them

  std::string out = "证书编号,审验\n";
  for (std::size_t i = 0; i < people.size(); ++i) {
    out += people[i].key;
    out += ',';
    out += verdict(people[i], {hours[0][i], hours[1][i]}, exams[i]);
    out += '\n';
  }
  return std::fwrite(out.data(), 1, out.size(), stdout) == out.size() ? 0 : 2;
}
