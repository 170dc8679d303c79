// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.models.survey.reading.Match;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tables of answers with the decision and the rule that are right for them. */
final class AnswerRows {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

  /** A row of a table. */
  record Row(String scenario, QuestionForm form, Label decision, String rule, String answer) {}

  /** Two options, and the words for yes and no in their language; null for the shipped ones. */
  private record Options(String action1, String action2, String yes, String no) {}

  private static final Map<String, Options> SCENARIOS =
      Map.ofEntries(
          Map.entry("en", english("I return the wallet to its owner.", "I keep the wallet.")),
          Map.entry("dont", english("I don’t tell him.", "I tell him the truth.")),
          Map.entry(
              "refuse",
              english("I return the wallet to its owner.", "I refuse to hand the wallet over.")),
          Map.entry("report", english("I do not report my colleague.", "I report my colleague.")),
          Map.entry("help", english("I help.", "I help and tell the police.")),
          Map.entry(
              "lifeguard",
              english(
                  "I swim out to the person and bring them safely back to shore.",
                  "I ignore the person in distress.")),
          Map.entry("mercy", english("I refuse to assist in suicide.", "I assist in suicide.")),
          Map.entry(
              "it",
              new Options(
                  "Restituisco il portafoglio al proprietario.",
                  "Tengo il portafoglio.",
                  "Sì",
                  "No")),
          Map.entry(
              "pt",
              new Options("Devolvo a carteira ao dono.", "Fico com a carteira.", "Sim", "Não")),
          Map.entry(
              "tr",
              new Options("Cüzdanı sahibine geri veririm.", "Cüzdanı saklarım.", "Evet", "Hayır")),
          Map.entry(
              "de",
              new Options(
                  "Ich gebe die Geldbörse zurück.", "Ich behalte die Geldbörse.", "Ja", "Nein")),
          Map.entry(
              "fr",
              new Options(
                  "Je rends le portefeuille à son propriétaire.",
                  "Je garde le portefeuille.",
                  "Oui",
                  "Non")),
          Map.entry(
              "es",
              new Options(
                  "Devuelvo la cartera a su dueño.", "Me quedo con la cartera.", "Sí", "No")),
          Map.entry(
              "ru",
              new Options(
                  "Я возвращаю кошелёк владельцу.", "Я оставляю кошелёк себе.", "Да", "Нет")),
          Map.entry(
              "el",
              new Options(
                  "Επιστρέφω το πορτοφόλι στον ιδιοκτήτη του.",
                  "Κρατάω το πορτοφόλι.",
                  "Ναι",
                  "Όχι")),
          Map.entry("zh", new Options("我把钱包还给失主。", "我把钱包留下。", "是", "否")),
          Map.entry("ja", new Options("財布を持ち主に返します。", "財布を自分のものにします。", "はい", "いいえ")),
          Map.entry("ko", new Options("지갑을 주인에게 돌려준다.", "지갑을 가진다.", "네", "아니요")),
          Map.entry("ar", new Options("أعيد المحفظة إلى صاحبها.", "أحتفظ بالمحفظة.", "نعم", "لا")),
          Map.entry(
              "hi",
              new Options(
                  "मैं बटुआ उसके मालिक को लौटाता हूँ।", "मैं बटुआ रख लेता हूँ।", "हाँ", "नहीं")));

  private final Map<String, ScenarioMatcher> matchers = new HashMap<>();

  /** What the default rules take an answer for. */
  Match match(Row row) {
    return matchers
        .computeIfAbsent(row.scenario(), AnswerRows::matcher)
        .explain(row.form(), row.answer());
  }

  /** The rows of a table among the test resources. */
  static List<Row> read(String table) {
    try (InputStream stream = AnswerRows.class.getResourceAsStream(table)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(AnswerRows::row)
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] fields = line.split("\t", -1);
    return new Row(
        fields[0],
        QuestionForm.valueOf(fields[1]),
        Label.parse(fields[2]),
        fields[3],
        unescaped(fields[4]));
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape -> {
              if (escape.group(1) != null) {
                return Character.toString(Integer.parseInt(escape.group(1), 16));
              }
              return escape.group(2).equals("n") ? "\n" : "\\\\";
            });
  }

  private static ScenarioMatcher matcher(String name) {
    Options options = SCENARIOS.get(name);
    return new AnswerMatcher(templates(options), MatcherMode.STRICT)
        .scenario(options.action1(), options.action2());
  }

  /** The shipped templates, with the yes and no of the scenario's language in comparisons. */
  private static ResponseTemplates templates(Options options) {
    ResponseTemplates shipped = ResponseTemplates.shipped();
    if (options.yes() == null) {
      return shipped;
    }
    Map<QuestionType, List<String>> first = new EnumMap<>(shipped.optionA());
    Map<QuestionType, List<String>> second = new EnumMap<>(shipped.optionB());
    first.put(QuestionType.COMPARE, List.of(options.yes(), "{optionA}"));
    second.put(QuestionType.COMPARE, List.of(options.no(), "{optionB}"));
    return new ResponseTemplates(first, second, shipped.refusals());
  }

  private static Options english(String action1, String action2) {
    return new Options(action1, action2, null, null);
  }
}
