// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.List;
import java.util.Set;

/**
 * What a remark after a choice may say in other languages than English. A remark in a language that
 * is not known could say anything, so it makes the choice doubtful.
 */
final class Languages {

  /** Words that English has and that mean nothing else in other languages. */
  private static final Set<String> ENGLISH =
      Lexicon.words(
          "the it because this that would his she you they which not are should what their your"
              + " with and who being from than been were hope guess think believe feel need know"
              + " its always course could there these those only also but if unless honest honesty yes true"
              + " kindness matters simple simply done period easy morally duty person people money"
              + " life law legal safety trust truth lying stealing owner obviously clearly keeping"
              + " returning wallet right wrong doubt question more most better best"
              + " even though although whereas anyway");

  /** Words that English shares with others. */
  private static final Set<String> SHARED =
      Lexicon.words("i is he we of to in was be me for a as on so do at my her have can will");

  private static final int FEW = 14;

  private static final Phrases REASONS =
      Phrases.of(
          """
          weil|denn|da es|da der|da die|da das|da ich|da man|parce que|parce qu|car|porque|ya que|pues|perché|poiché|omdat|ponieważ|
          bo|çünkü|karena|потому что|потому|так как|поскольку|тому що|γιατί|επειδή|διότι|因为|因為|
          なぜなら|왜냐하면|لأن|لأنه|لأنها|क्योंकि|כי|چون|fordi|eftersom|porque
          """);

  /** Yes and no of the languages whose words of contrast are listed below. */
  private static final Set<String> KNOWN =
      Lexicon.words(
          "ja nein oui non sí no sim não sì evet hayır да нет ναι όχι 是 是的 否 はい いいえ 네 예 아니요 아니오 نعم لا हाँ"
              + " हां नहीं nee nej");

  /** Words of contrast, condition and doubt. */
  private static final Set<String> CONTRASTS =
      Lexicon.words(
          "aber doch jedoch wenn falls nur außer sofern vielleicht eventuell eigentlich sondern oder"
              + " nicht obwohl mais si sauf seulement peut cependant ou pas sinon quoique pero"
              + " aunque solo sólo salvo quizás quizá tal o mas se talvez exceto ma però forse solo"
              + " oppure но если только может наверное однако или хотя возможно не αλλά αν μόνο ίσωσ"
              + " όμωσ ή εκτόσ δεν لكن إذا ربما فقط أو إلا إن लेकिन अगर शायद या पर मगर maar als ama fakat eğer belki ancak değil"
              + " misschien alleen of men hvis om kanske måske eller 하지만 그러나 만약 아마 그런데");

  /** The same in scripts that are written without spaces. */
  private static final List<String> PIECES =
      List.of(
          "但", "如果", "不过", "除非", "也许", "可能", "或", "只", "若", "却", "不過", "でも", "もし", "ただ", "しかし",
          "けど", "たぶん", "場合", "なら", "하지만", "지만", "만약", "아마", "으면");

  /** Reasons that are written together with what follows. */
  private static final List<String> GLUED_REASONS = List.of("因为", "因為", "由于", "由於", "なぜなら", "왜냐하면");

  private final Tokens tokens;

  /** From one token to another there is no contrast. */
  private int plainFrom;

  private int plainTo;

  Languages(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether a remark is in English. */
  boolean isEnglish(int start, int end) {
    int shared = 0;
    int words = 0;
    for (int i = start; i < end && words < FEW; i++) {
      String word = tokens.word(i);
      if (word == null) {
        continue;
      }
      words++;
      if (ENGLISH.contains(word)) {
        return true;
      }
      shared += SHARED.contains(word) ? 1 : 0;
    }
    return shared >= 3 || (words > 1 && shared == words);
  }

  /** Whether a remark gives a reason, in words that are known. */
  boolean isReason(int start, int end) {
    String word = String.valueOf(tokens.word(start));
    boolean spaceless = GLUED_REASONS.stream().anyMatch(word::startsWith);
    return REASONS.end(tokens, start, end) >= 0 || (spaceless && !isContrasted(start, end));
  }

  /** Whether a remark after yes or no in a known language has no word of contrast. */
  boolean agrees(String yesOrNo, int start, int end) {
    return KNOWN.contains(yesOrNo) && !isContrasted(start, end);
  }

  private boolean isContrasted(int start, int end) {
    if (start < plainFrom || start > plainTo) {
      plainFrom = start;
      plainTo = start;
    }
    while (plainTo < end && !contrasts(tokens.word(plainTo))) {
      plainTo++;
    }
    return plainTo < end;
  }

  private static boolean contrasts(String word) {
    return word != null && (CONTRASTS.contains(word) || PIECES.stream().anyMatch(word::contains));
  }
}
