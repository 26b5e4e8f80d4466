#pragma once
// What the tasks of a proof have beside the others: derivation, order, fill.

#include "scenario/read_field.hpp"

namespace relevance {

std::vector<FreeSymbol> read_free_symbols(JsonReader& read, const Json& list,
                                          const std::string& pointer);
std::vector<Unknown> read_unknowns(JsonReader& read, const Json& list, const std::string& pointer);
/// `names`: all that its lines may use; its unknowns stand in `derivation` already.
void read_derivation(JsonReader& read, const Json& task, const std::string& pointer,
                     const Names& names, Derivation& derivation);
std::vector<ProofStep> read_steps(JsonReader& read, const Json& list, const std::string& pointer);
/// `blanks`: their ids.
std::vector<ProofPart> read_parts(JsonReader& read, const Json& list, const std::string& pointer,
                                  const Names& blanks);

}  // namespace relevance
