#include "tests/properties/damage/judge.hpp"

namespace cepol::damage {

namespace {

std::string shown(const Question& question) {
  return question.subject.table + " " + question.subject.key + " " + question.what;
}

std::string shown(const Range& range) {
  return std::to_string(range.lowest) + (range.lowest == range.highest ? "" : ".." + std::to_string(range.highest));
}

}  // namespace

Judgement judge(const Results& clean, const Results& damaged, const std::set<Subject>& concerned) {
  Judgement judgement;
  if (damaged.stopped) {
    judgement.stopped = true;
    return judgement;
  }
  for (const auto& [question, values] : clean.answers) {
    const auto found = damaged.answers.find(question);
    bool same = found != damaged.answers.end() && !damaged.open.contains(question);
    if (found != damaged.answers.end())
      for (const std::string& value : found->second)
        if (!values.contains(value)) {
          judgement.wrong.push_back(shown(question) + ": " + *values.begin() + " -> " + value);
          same = false;
        }
    const bool other = !concerned.contains(question.subject);
    ++judgement.answers;
    judgement.others += other ? 1 : 0;
    judgement.decided += same ? 1 : 0;
    judgement.others_decided += other && same ? 1 : 0;
    if (other && !same) judgement.lost.push_back(shown(question) + ": " + *values.begin() + " -> ?");
  }
  for (const auto& [what, range] : damaged.counts) {
    const auto before = clean.counts.find(what);
    if (before == clean.counts.end()) continue;
    if (range.lowest > before->second.lowest || range.highest < before->second.highest)
      judgement.wrong.push_back(what + ": " + shown(before->second) + " -> " + shown(range));
  }
  return judgement;
}

}  // namespace cepol::damage
