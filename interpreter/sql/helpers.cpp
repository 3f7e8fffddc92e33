// The functions that views use, in the schema cepol_sql. They are made anew each time: all versions of cepol that write
// the same function write it alike, or under another name.
#include <fmt/format.h>

#include "interpreter/sql/cells.hpp"

namespace cepol::sql {

namespace {

// Characters as both databases' patterns name them.
std::string character(Words words, unsigned code) {
  if (!words.postgresql()) return fmt::format("\\x{{{:X}}}", code);
  return code > 0xFFFF ? fmt::format("\\U{:08X}", code) : fmt::format("\\u{:04X}", code);
}

std::string range(Words words, unsigned from, unsigned to) {
  return character(words, from) + "-" + character(words, to);
}

std::string blanks(Words words) {
  return " \\t\\n\\r\\v\\f" + character(words, 0xA0) + range(words, 0x2000, 0x200A) + range(words, 0x2028, 0x2029) +
         character(words, 0x202F) + character(words, 0x205F) + character(words, 0x3000);
}

// Zero-width characters, variation selectors, joiners. What turns the order of characters round stays: such a text is
// no value.
std::string invisible(Words words) {
  return range(words, 0x200B, 0x200F) + range(words, 0x202A, 0x202D) + range(words, 0x2060, 0x2064) +
         range(words, 0x2066, 0x2069) + range(words, 0xFE00, 0xFE0F) + range(words, 0xE0100, 0xE01EF) +
         character(words, 0xFEFF) + character(words, 0xAD) + character(words, 0x61C);
}

// Full-width letters and signs as half-width ones, the dots within names as one.
std::string half_width(const std::string& text) {
  std::string wide, narrow;
  for (char32_t code = 0xFF01; code <= 0xFF5E; ++code) {
    wide += static_cast<char>(0xEF);
    wide += static_cast<char>(0xBC + (code - 0xFF00) / 64);
    wide += static_cast<char>(0x80 + (code - 0xFF00) % 64);
    narrow += static_cast<char>(code - 0xFEE0);
  }
  wide += "\u3000\u30FB\u2022\u2027\uFF65";
  narrow += " \u00B7\u00B7\u00B7\u00B7";
  return "translate(" + text + ", " + literal(wide) + ", " + literal(narrow) + ")";
}

std::string row_words() {
  std::string totals, fronts, rest;
  const auto add = [](std::string& list, std::string_view word) {
    std::string escaped;
    for (const char c : word)
      escaped +=
          (std::string_view("\\.^$|()[]{}*+?").find(c) == std::string_view::npos ? "" : "\\") + std::string(1, c);
    list += (list.empty() ? "" : "|") + escaped;
  };
  const auto add_by_use = [&](std::string_view use, std::string_view word) {
    if (use == "total" || use == "subtotal" || use == "total_of")
      add(totals, word);
    else if (use == "signature" || use == "note" || use == "before_count")
      add(fronts, word);
    else if (use == "counted")
      add(rest, word);
    else if (use == "no_key")
      add(rest, word);
  };
#define ROW_WORD(use, word) add_by_use(#use, word);
#include "interpreter/data/row_words.def"
#undef ROW_WORD
  return literal("^(" + totals + "|" + fronts + ")([:(0-9].*)?$|(" + totals + ")$|^\\(?[0-9]*(" + rest +
                 ")\\)?$|^[-=_+*|]{2,}$");
}

}  // namespace

std::string helper_functions(Words words) {
  const bool pg = words.postgresql();
  std::string text = "CREATE SCHEMA IF NOT EXISTS cepol_sql;\n";
  const auto function = [&](const char* name, const char* parameters, const char* result, const std::string& body) {
    if (pg) {
      text += fmt::format(
          "CREATE OR REPLACE FUNCTION cepol_sql.{}({}) RETURNS {} LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\n  SELECT "
          "{}\n$$;\n",
          name, parameters, result, body);
      return;
    }
    std::string names;
    std::string_view rest = parameters;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(", "), rest.size());
      names += (names.empty() ? "" : ", ") + std::string(rest.substr(0, rest.find(' ')));
      rest.remove_prefix(std::min(end + 2, rest.size()));
    }
    text += fmt::format("CREATE OR REPLACE MACRO cepol_sql.{}({}) AS\n  {};\n", name, names, body);
  };
  const auto matches = [&](const std::string& what, const std::string& pattern) {
    return words.matches(what, literal(pattern));
  };
  const auto replaced = [&](const std::string& what, const std::string& pattern, const char* by) {
    return "regexp_replace(" + what + ", " + literal(pattern) + ", " + literal(by) + ", 'g')";
  };
  const std::string ends = "^[" + blanks(words) + "]+|[" + blanks(words) + "]+$";
  const std::string plain = "^[!-~" + range(words, 0x4E00, 0x9FFF) + "]+$";
  const auto nfc = [&](const std::string& what) {
    return pg ? "normalize(" + what + ", NFC)" : "nfc_normalize(" + what + ")";
  };

  text +=
      "\n-- Texts in the form in which they are compared, without blanks at their ends; NULL where nothing is left.\n";
  const std::string folded = half_width(nfc(replaced("t", "[" + invisible(words) + "]", "")));
  function("folded", "t text", "text",
           fmt::format("CASE WHEN {} THEN t ELSE nullif({}, '') END", matches("t", plain), replaced(folded, ends, "")));
  text += "-- The same of numbers and dates, where nothing may be hidden.\n";
  function("digits", "t text", "text",
           fmt::format("CASE WHEN {} THEN t ELSE nullif({}, '') END", matches("t", plain),
                       replaced(half_width(replaced("t", ends, "")), ends, "")));
  text += "-- Keys: without any blanks, and without the apostrophes by which spreadsheets mark a text.\n";
  function("key_form", "t text", "text",
           fmt::format("CASE WHEN {} THEN t ELSE nullif({}, '') END",
                       matches("t", "^[!-&(-~" + range(words, 0x4E00, 0x9FFF) + "]+$"),
                       replaced(half_width(nfc(replaced(replaced("t", "[" + blanks(words) + "]", ""),
                                                        "[" + invisible(words) + "]", ""))),
                                "^'+|[" + blanks(words) + "]", "")));
  text += "-- A text that is compared as it is; NULL where it has characters that look like others.\n";
  function("plain", "t text", "text",
           fmt::format("CASE WHEN {} THEN NULL ELSE t END",
                       matches("t", "[" + range(words, 0x2E80, 0x2FDF) + range(words, 0xF900, 0xFAFF) +
                                        range(words, 0x300, 0x36F) + range(words, 0x202A, 0x202E) +
                                        range(words, 0x2F800, 0x2FA1F) + "]")));
  function("year_of", "t text", "integer",
           fmt::format("CASE WHEN {} AND substr(t, 1, 4) <> '0000' THEN CAST(substr(t, 1, 4) AS INTEGER) END",
                       matches("t", "^[0-9]{4}(\\.0)?\\s*年?$")));

  text +=
      "\n-- 2031-05-31, 2031/5/31, 2031.5.31, 20310531, 2031年5月31日, with the time of a day behind it; NULL: none of "
      "these.\n";
  const std::string clock = "([ T]+([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9](\\.[0-9]+)?)?\\s*)?$";
  function(
      "written_day", "t text", "text",
      fmt::format("CASE WHEN {} THEN substr(t, 1, 10) WHEN {} THEN regexp_replace(t, {}, '\\1-\\3-\\5') WHEN {} THEN "
                  "regexp_replace(t, {}, '\\1-\\2-\\3') END",
                  matches("t", "^[0-9]{4}-[0-9]{2}-[0-9]{2}" + clock),
                  matches("t", "^[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/|\\.[0-9]{1,2}\\.|年[0-9]{1,2}月)[0-9]{1,2}") +
                      " AND " +
                      matches("t", "^[0-9]{4}([-/.][0-9]{1,2}[-/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)" + clock),
                  literal("^([0-9]{4})([-/.年])([0-9]{1,2})([-/.月])([0-9]{1,2}).*$"),
                  matches("t", "^[0-9]{8}" + clock), literal("^([0-9]{4})([0-9]{2})([0-9]{2}).*$")));
  if (pg) {
    text +=
        "CREATE OR REPLACE FUNCTION cepol_sql.day_of(t text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$\n"
        "  SELECT CASE WHEN y >= 1 AND m BETWEEN 1 AND 12 AND d BETWEEN 1 AND CASE WHEN m IN (4, 6, 9, 11) THEN 30 "
        "WHEN m <> 2 "
        "THEN 31\n    WHEN y % 4 = 0 AND (y % 100 <> 0 OR y % 400 = 0) THEN 29 ELSE 28 END THEN make_date(y, m, d) "
        "END\n"
        "  FROM (SELECT CAST(split_part(w, '-', 1) AS integer) AS y, CAST(split_part(w, '-', 2) AS integer) AS m, "
        "CAST(split_part(w, '-', 3) AS integer) AS d\n    FROM (SELECT cepol_sql.written_day(t) AS w) a) b\n$$;\n";
  } else {
    function("day_of", "t text", "date",
             "CASE WHEN TRY_CAST(cepol_sql.written_day(t) AS DATE) >= DATE '0001-01-01' THEN "
             "TRY_CAST(cepol_sql.written_day(t) AS DATE) END");
  }
  text += "-- A sound number of a citizen: a day of birth, and the check character of the other places.\n";
  std::string sum;
  static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  for (std::size_t i = 0; i < std::size(weights); ++i)
    sum += fmt::format("{}CAST(substr(t, {}, 1) AS INTEGER) * {}", i == 0 ? "" : " + ", i + 1, weights[i]);
  function(
      "id_number", "t text", "text",
      fmt::format(
          "CASE WHEN {} AND NOT {} THEN CASE WHEN substr(t, 7, 2) BETWEEN '18' AND '20' AND cepol_sql.day_of(substr(t, "
          "7, 8)) "
          "IS NOT NULL AND upper(substr(t, 18, 1)) = substr('10X98765432', ({}) % 11 + 1, 1) THEN upper(t) END END",
          matches("t", "^[1-9][0-9]{16}[0-9Xx]$"), matches("t", "000$"), sum));
  text +=
      "-- What keys look like; a long number that a spreadsheet may have cut; the label of a row that is no record.\n";
  function("shape", "t text", "text",
           replaced(replaced(replaced("t", "[0-9]+", "9"), "[A-Za-z]+", "A"), "[" + range(words, 0x2E80, 0xFAFF) + "]+",
                    "字"));
  function("bare", "t text", "text", replaced("lower(t)", "[!-/:-@\\[-`{-~]", ""));
  function("is_cut_number", "t text", "boolean", matches("t", "^[0-9]{15}0+$"));
  function("is_row_word", "t text", "boolean",
           fmt::format("CASE WHEN {} THEN FALSE ELSE {} END", matches("t", "^[0-9A-Za-z]*[0-9][0-9A-Za-z]*$"),
                       words.matches("lower(" + replaced("t", "[" + blanks(words) + "]", "") + ")", row_words())));

  text +=
      "\n-- Dates: months are added within the calendar, a day that the month lacks becomes its last; NULL outside the "
      "years 1 to 9999.\n";
  const std::string month_index =
      "(CAST(extract(year FROM d) AS BIGINT) * 12 + CAST(extract(month FROM d) AS BIGINT) - 1)";
  function("plus_months", "d date, n bigint", "date",
           fmt::format(
               "CASE WHEN n BETWEEN -120000 AND 120000 AND {} + n BETWEEN 12 AND 119999 THEN CAST(d + {} AS DATE) END",
               month_index, pg ? "make_interval(months => CAST(n AS INTEGER))" : "to_months(CAST(n AS INTEGER))"));
  function("plus_years", "d date, n bigint", "date",
           "CASE WHEN n BETWEEN -10000 AND 10000 THEN cepol_sql.plus_months(d, n * 12) END");
  function("plus_days", "d date, n bigint", "date",
           "CASE WHEN n BETWEEN -4000000 AND 4000000 AND (d - DATE '0001-01-01') + n BETWEEN 0 AND (DATE '9999-12-31' "
           "- DATE "
           "'0001-01-01') THEN d + CAST(n AS INTEGER) END");
  const std::string day = "CAST(extract(day FROM {}) AS INTEGER)";
  const auto day_of = [&](const char* what) { return fmt::format(fmt::runtime(day), what); };
  function("month_first", "d date", "date", "d - (" + day_of("d") + " - 1)");
  function("month_last", "d date", "date",
           pg ? "CAST(d - (" + day_of("d") + " - 1) + INTERVAL '1 month' AS DATE) - 1" : "last_day(d)");
  function("year_first", "d date", "date", "make_date(CAST(extract(year FROM d) AS INTEGER), 1, 1)");
  function("year_last", "d date", "date", "make_date(CAST(extract(year FROM d) AS INTEGER), 12, 31)");
  function(
      "full_months", "a date, b date", "bigint",
      fmt::format(
          "(CAST(extract(year FROM b) AS BIGINT) - CAST(extract(year FROM a) AS BIGINT)) * 12 + CAST(extract(month "
          "FROM b) AS "
          "BIGINT) - CAST(extract(month FROM a) AS BIGINT)\n    - CASE WHEN {0} > {1} AND {1} < {2} THEN 1 ELSE 0 END",
          day_of("a"), day_of("b"), day_of("cepol_sql.month_last(b)")));
  function("full_years", "a date, b date", "bigint",
           words.quotient("(cepol_sql.full_months(a, b) - (cepol_sql.full_months(a, b) % 12 + 12) % 12)", "12"));

  text +=
      "\n-- Whole numbers divided (the second is above 0), rounded; fractions in lowest terms, NULL where they do not "
      "fit 63 bits.\n";
  const std::string wide = pg ? "numeric" : "hugeint";
  const std::string parameters = "a " + wide + ", b " + wide;
  const auto divided = [&](const std::string& a, const std::string& b) {
    return pg ? "div(" + a + ", " + b + ")" : "(" + a + ") // (" + b + ")";
  };
  function("rounded_down", parameters.c_str(), wide.c_str(), divided("a - ((a % b) + b) % b", "b"));
  function("rounded_up", parameters.c_str(), wide.c_str(), "-cepol_sql.rounded_down(-a, b)");
  function("rounded_half_up", parameters.c_str(), wide.c_str(), "cepol_sql.rounded_down(2 * a + b, 2 * b)");
  function("rounded_half_even", parameters.c_str(), wide.c_str(),
           "cepol_sql.rounded_down(2 * a + b, 2 * b) - CASE WHEN (2 * a + b) % (2 * b) = 0 AND "
           "cepol_sql.rounded_down(2 * a + b, 2 * b) % 2 "
           "<> 0 THEN 1 ELSE 0 END");
  const std::string most = number(most_narrow);
  const auto part = [&](const char* of) {
    return fmt::format(
        "CASE WHEN d <> 0 THEN CASE WHEN abs({0}) <= {2} AND abs({1}) <= {2} THEN CAST(sign(d) * {3} AS BIGINT) END "
        "END",
        divided("n", "gcd(n, d)"), divided("d", "gcd(n, d)"), most, divided(of, "gcd(n, d)"));
  };
  const std::string pair = "n " + wide + ", d " + wide;
  function("numerator", pair.c_str(), "bigint", part("n"));
  function("divisor", pair.c_str(), "bigint", part("d"));
  return text;
}

}  // namespace cepol::sql
