// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import java.util.Set;

/**
 * What the single words of an answer say beside a choice, as bits. Remarks overlap where an answer
 * says an option over and over, so each word is looked up once only.
 */
final class Signs {
  static final int DENYING = 1;

  /** Denies, is unreal, or is said by somebody else. */
  static final int DOUBTFUL = 1 << 1;

  /** Turns or blames. */
  static final int TURNING = 1 << 2;

  /** Weighs one thing against another. */
  static final int WEIGHING = 1 << 3;

  static final int AGREEING = 1 << 4;
  static final int POLITE = 1 << 5;

  /** A reason begins. */
  static final int REASON = 1 << 6;

  /** "Although B is easier", "even when nobody looks": of what would hold in spite of that. */
  static final int CONCESSION = 1 << 7;

  /** A phrase that backs a choice may begin. */
  static final int BACKING = 1 << 8;

  /** A phrase that hedges may begin. */
  static final int HEDGING = 1 << 9;

  /** In the text of the first action alone. */
  static final int OF_ACTION1 = 1 << 10;

  /** In the text of the second action alone. */
  static final int OF_ACTION2 = 1 << 11;

  /** In the texts of both. */
  static final int SHARED = 1 << 12;

  private static final int OPTIONS = OF_ACTION1 | OF_ACTION2 | SHARED;
  private static final int READ = 1 << 13;
  private static final int OPTIONS_READ = 1 << 14;

  private final Tokens tokens;
  private final Mentions mentions;
  private int[] signs;

  Signs(Tokens tokens, Mentions mentions) {
    this.tokens = tokens;
    this.mentions = mentions;
  }

  /** Whether the word at a position has one of these signs; a mark has none. */
  boolean has(int at, int any) {
    return (of(at, any) & any) != 0;
  }

  /** Those signs of the word at a position that are asked for, and perhaps others. */
  int of(int at, int any) {
    if (at < 0 || at >= tokens.size()) {
      return 0;
    }
    if (signs == null) {
      signs = new int[tokens.size()];
    }
    int found = signs[at];
    String word = tokens.word(at);
    if ((any & ~OPTIONS) != 0 && (found & READ) == 0) {
      found |= READ | (word == null ? 0 : read(at, word));
    }
    if ((any & OPTIONS) != 0 && (found & OPTIONS_READ) == 0) {
      found |= OPTIONS_READ | (word == null ? 0 : mentions.signs(word));
    }
    signs[at] = found;
    return found;
  }

  /** The sign of the words that an option alone has. */
  static int ofOption(Label label) {
    return label == Label.ACTION1 ? OF_ACTION1 : OF_ACTION2;
  }

  private int read(int at, String word) {
    boolean denies = ResidueWords.DENYING.contains(word);
    boolean blames = ResidueWords.BLAMING.contains(word);
    boolean unreal = in(ResidueWords.UNREAL, word) || in(ResidueWords.SPEAKING, word);
    boolean weighs = denies || blames || in(ResidueWords.WEIGHING, word);
    return sign(DENYING, denies)
        | sign(DOUBTFUL, denies || unreal)
        | sign(TURNING, blames || in(ResidueWords.TURNING, word))
        | sign(WEIGHING, weighs)
        | sign(AGREEING, in(ResidueWords.AGREEING, word))
        | sign(POLITE, in(ResidueWords.POLITE, word))
        | sign(REASON, in(ResidueWords.REASONS, word) || isBecause(at))
        | sign(CONCESSION, in(ResidueWords.CONCEDING, word) && isOfAnother(at))
        | sign(BACKING, ResidueWords.BACKING.mayBegin(word))
        | sign(HEDGING, ResidueWords.HEDGES.mayBegin(word));
  }

  private boolean isBecause(int at) {
    return tokens.is(at, "as") && !tokens.is(at + 1, "opposed") && !tokens.is(at + 1, "if");
  }

  private boolean isOfAnother(int at) {
    return !tokens.is(at + 1, "i") && !tokens.is(at + 2, "i");
  }

  private static boolean in(Set<String> words, String word) {
    return words.contains(word);
  }

  private static int sign(int sign, boolean set) {
    return set ? sign : 0;
  }
}
