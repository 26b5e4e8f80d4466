// relevance types: the page's types of the views, from the one table there is.
#include <iostream>

#include "cli/commands.hpp"
#include "lab/view_table.hpp"

namespace relevance::cli {
namespace {

void print_types() {
  std::cout << "// Written by `relevance types` from the table in src/lab/view_table.cpp; a test "
               "holds it to that.\n\n"
               "import type { NumberArray, Picture, Text } from './types';\n\n"
               "/** The fields of every kind of view. */\n"
               "export interface ViewFields {\n";
  for (const ViewKind& kind : view_kinds()) {
    std::cout << "  /** " << kind.meaning << " */\n  '" << kind.kind << "': {\n";
    for (const FieldDeclaration& field : kind.fields)
      std::cout << "    /** " << field.meaning << " */\n    " << field.name
                << (field.optional ? "?: " : ": ") << field.type << ";\n";
    std::cout << "  };\n";
  }
  std::cout << "}\n\nexport type ViewKind = keyof ViewFields;\n";
}

}  // namespace

void add_types(CLI::App& app) {
  app.add_subcommand("types", "Print the page's types of the views (for web/src/engine)")
      ->callback(print_types);
}

}  // namespace relevance::cli
