// What the texts of growth.test.cpp begin with, and how they repeat something.
#pragma once

#include <functional>
#include <string>

namespace cepol::growth {

// A policy that holds one of everything that the cases name.
inline const std::string prelude =
    "policy a/b \"t\" { language en }\n"
    "unit hours\nunit cr = 3 hours\n"
    "enum kind { k0, k1, k2, k3; gr = { k0, k1 } }\n"
    "record rate key c { c: text; worth: number }\n"
    "record boss key id { id: text; m: number }\n"
    "define fb(x: number) for boss: number = x\n"
    "record person key id { id: text; n: number; bo: bool; d: date; e: optional date; y: year; k: kind; sup: optional "
    "boss }\n"
    "record study of person { y: year; h: hours; v: number; s: date; t: optional date; k: kind; w: text }\n"
    "credit c for person in hours by kind { from study gives h of k in y at most 3 hours a year of k0 at most 5 hours "
    "in "
    "the window }\n"
    "define fn(x: number) for person: number = x\n"
    "define fp(p: years) for person: number = remainder(first(p), 100)\n";

inline std::string repeated(std::size_t n, const std::function<std::string(std::size_t)>& one,
                            const std::string& between = "\n") {
  std::string text;
  for (std::size_t i = 0; i < n; ++i) text += (i == 0 ? "" : between) + one(i);
  return text;
}

}  // namespace cepol::growth
