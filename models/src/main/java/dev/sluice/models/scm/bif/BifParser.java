// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the blocks of a text in BIF, as they stand there: names are not looked up yet. */
final class BifParser {
  /** Java would read more as a number, such as 1d or 0x1p3. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

  private final BifLexer lexer;
  private BifToken token;
  private String network;
  private final List<VariableBlock> variables = new ArrayList<>();
  private final List<ProbabilityBlock> probabilities = new ArrayList<>();

  /** What a text holds. */
  record Blocks(
      String network, List<VariableBlock> variables, List<ProbabilityBlock> probabilities) {}

  /** A variable and its labels. */
  record VariableBlock(BifToken name, List<BifToken> labels) {}

  /**
   * What is said of a variable's probabilities.
   *
   * @param variables the variable, then its parents
   */
  record ProbabilityBlock(List<BifToken> variables, List<Entry> entries) {}

  /**
   * Probabilities for labels of the parents, or of a keyword.
   *
   * @param start the keyword, or the parenthesis
   * @param labels of the parents; empty for a keyword
   */
  record Entry(BifToken start, List<BifToken> labels, double[] values) {}

  private BifParser(BifLexer lexer) {
    this.lexer = lexer;
    token = lexer.next();
  }

  /**
   * Reads a text.
   *
   * @param source where it comes from, named in errors
   */
  static Blocks parse(String source, String text) {
    BifParser parser = new BifParser(new BifLexer(source, text));
    while (parser.token.kind() != BifToken.Kind.END) {
      parser.block();
    }
    if (parser.variables.isEmpty()) {
      throw parser.expected("a variable");
    }
    return new Blocks(
        parser.network == null ? "unknown" : parser.network,
        parser.variables,
        parser.probabilities);
  }

  private void block() {
    BifToken keyword = token;
    if (keyword.isWord("network")) {
      advance();
      network(keyword);
    } else if (keyword.isWord("variable")) {
      advance();
      variables.add(variable());
    } else if (keyword.isWord("probability")) {
      advance();
      probabilities.add(probability());
    } else {
      throw expected("network, variable or probability");
    }
  }

  private void network(BifToken keyword) {
    if (network != null) {
      throw lexer.error(keyword.line(), "expected one network, found a second");
    }
    network = name("the network's name").text();
    sign('{');
    while (!token.isSign('}')) {
      property("property or '}'");
    }
    advance();
  }

  private VariableBlock variable() {
    BifToken name = name("the variable's name");
    sign('{');
    List<BifToken> labels = null;
    while (!token.isSign('}')) {
      if (token.isWord("type")) {
        if (labels != null) {
          throw expected("one type of variable " + name);
        }
        advance();
        labels = type();
      } else {
        property("type, property or '}'");
      }
    }
    if (labels == null) {
      throw expected("the type of variable " + name);
    }
    advance();
    return new VariableBlock(name, labels);
  }

  private List<BifToken> type() {
    if (!token.isWord("discrete")) {
      throw expected("discrete");
    }
    advance();
    sign('[');
    BifToken count = token;
    if (!count.isName() || !count.text().matches("[0-9]{1,9}")) {
      throw expected("the number of labels");
    }
    advance();
    sign(']');
    sign('{');
    List<BifToken> labels = names("a label or '}'", '}');
    sign(';');
    if (labels.size() != Integer.parseInt(count.text())) {
      throw lexer.error(
          count.line(), "expected %s labels, found %d".formatted(count.text(), labels.size()));
    }
    return labels;
  }

  private ProbabilityBlock probability() {
    sign('(');
    List<BifToken> names = new ArrayList<>(List.of(name("a variable's name")));
    if (token.isSign('|')) {
      advance();
    }
    names.addAll(names("a parent's name or ')'", ')'));
    sign('{');
    List<Entry> entries = new ArrayList<>();
    while (!token.isSign('}')) {
      if (token.isWord("property")) {
        property("property");
      } else {
        entries.add(entry());
      }
    }
    advance();
    return new ProbabilityBlock(names, entries);
  }

  private Entry entry() {
    BifToken start = token;
    List<BifToken> labels = List.of();
    if (start.isSign('(')) {
      advance();
      labels = names("a label or ')'", ')');
    } else if (start.isWord("table") || start.isWord("default")) {
      advance();
    } else {
      throw expected("table, default, '(', property or '}'");
    }
    List<Double> values = new ArrayList<>();
    while (!token.isSign(';')) {
      values.add(number());
    }
    advance();
    return new Entry(start, labels, values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private double number() {
    if (!token.isName() || !NUMBER.matcher(token.text()).matches()) {
      throw expected("a probability or ';'");
    }
    double value = Double.parseDouble(token.text());
    if (!(value >= 0 && value <= 1 + BifTables.TOLERANCE)) {
      throw expected("a probability from 0 to 1");
    }
    advance();
    return value + 0.0; // -0 is 0
  }

  /** Names up to a sign, which is read too. */
  private List<BifToken> names(String what, char end) {
    List<BifToken> names = new ArrayList<>();
    while (!token.isSign(end)) {
      names.add(name(what));
    }
    advance();
    return names;
  }

  private BifToken name(String what) {
    BifToken name = token;
    if (!name.isName() || name.text().isBlank()) {
      throw expected(what);
    }
    advance();
    return name;
  }

  private void property(String expected) {
    if (!token.isWord("property")) {
      throw expected(expected);
    }
    lexer.skipProperty();
    advance();
  }

  private void sign(char sign) {
    if (!token.isSign(sign)) {
      throw expected("'" + sign + "'");
    }
    advance();
  }

  private void advance() {
    token = lexer.next();
  }

  private BifException expected(String what) {
    return lexer.error(token.line(), "expected %s, found %s".formatted(what, token));
  }
}
