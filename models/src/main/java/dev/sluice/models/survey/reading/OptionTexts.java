// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.reading.ResidueWords.Signs;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import opennlp.tools.stemmer.PorterStemmer;

/**
 * The texts of a scenario's options as they stand in an answer: word for word, and without their
 * first "I", as after "I would".
 */
final class OptionTexts {
  private static final Pattern NEGATED =
      Pattern.compile("i (?:do not|don't|will not|won't|would not|wouldn't) ");

  /** Words that tell no option from another. */
  private static final Set<String> COMMON =
      Lexicon.words(
          "i you we he she it they me him them us my your his her its our their this that the a an"
              + " to of for with on in at by from out up over back away and or but not do does will"
              + " would is am are be have has as so if than no any all own what who when because");

  /** Words of other languages that say nothing by themselves. */
  private static final Set<String> FUNCTION =
      Lexicon.words(
          "eine einen einem einer dass dans pour avec elle para como pero este esta della sono"
              + " если чтобы того этого");

  private static final Roots NO_ROOTS = new Roots(List.of(), Set.of());

  private final PorterStemmer stemmer = new PorterStemmer();
  private static final Set<String> NEGATING =
      Lexicon.words("not never refuse decline refrain avoid");

  private final Label negated;
  private final Set<String> shared;
  private final Set<String> stems1;
  private final Set<String> stems2;
  private final Roots roots1;
  private final Roots roots2;
  private final Phrases whole1;
  private final Phrases whole2;
  private final Phrases act1;
  private final Phrases act2;

  OptionTexts(String action1, String action2) {
    stems1 = stems(action1);
    stems2 = stems(action2);
    boolean not1 = isNegated(action1);
    boolean not2 = isNegated(action2);
    negated = not1 == not2 ? Label.INVALID : not1 ? Label.ACTION1 : Label.ACTION2;
    shared = new HashSet<>(stems1);
    shared.retainAll(stems2);
    stems1.removeAll(shared);
    stems2.removeAll(shared);
    roots1 = Roots.of(action1);
    roots2 = Roots.of(action2);
    whole1 = Phrases.of(List.of(CanonicalText.of(action1)));
    whole2 = Phrases.of(List.of(CanonicalText.of(action2)));
    act1 = Phrases.of(acts(action1));
    act2 = Phrases.of(acts(action2));
  }

  /** The longest option text that begins with a token; null if none does. */
  Mention whole(Tokens tokens, int start, int end, Map<String, Label> words) {
    Mention mention = longest(whole1.end(tokens, start, end), whole2.end(tokens, start, end));
    if (mention != null && mention.end() == start + 1) {
      Label word = words.get(tokens.word(start));
      if (word != null && word != mention.label()) {
        return new Mention(Label.INVALID, Mention.Kind.TEXT, mention.end());
      }
    }
    return mention;
  }

  /** The longest option text without its "I" that begins with a token; null if none does. */
  Mention act(Tokens tokens, int start, int end) {
    return longest(act1.end(tokens, start, end), act2.end(tokens, start, end));
  }

  /**
   * Which options have a word, in whatever ending.
   *
   * @return {@link Signs#OF_ACTION1}, {@link Signs#OF_ACTION2}, {@link Signs#SHARED} if both have
   *     it, 0 if none has
   */
  int signs(String word) {
    String stem = stemmer.stem(word);
    if (shared.contains(stem)) {
      return Signs.SHARED;
    }
    int own = stems1.contains(stem) ? Signs.OF_ACTION1 : 0;
    int sign = stems2.contains(stem) ? Signs.OF_ACTION2 : own;
    return sign == 0 || COMMON.contains(word) ? 0 : sign;
  }

  /** The option that is not to do something where the other does something; invalid if none is. */
  Label negated() {
    return negated;
  }

  /**
   * Which options have a word of another language than English with its beginning: verbs bend.
   *
   * @return some of the {@link ForeignSigns}, 0 if none has
   */
  int roots(String word) {
    boolean first = roots1.has(word, roots2);
    boolean second = roots2.has(word, roots1);
    if (first != second) {
      return first ? ForeignSigns.OF_ACTION1 : ForeignSigns.OF_ACTION2;
    }
    return first || roots1.has(word, NO_ROOTS) ? ForeignSigns.SHARED : 0;
  }

  /** The beginnings of the words of a text; of scripts without spaces, its pairs of characters. */
  private record Roots(List<String> words, Set<String> pairs) {
    private static final int LEAST = 4;

    static Roots of(String action) {
      Tokens tokens = Tokens.of(CanonicalText.of(action));
      List<String> words = new ArrayList<>();
      Set<String> pairs = new HashSet<>();
      for (int i = 0; i < tokens.size(); i++) {
        String word = tokens.word(i);
        if (word != null && Tokens.isSpaceless(word.codePointAt(0))) {
          pairs.addAll(pairs(word));
        } else if (word != null && word.length() >= LEAST && !FUNCTION.contains(word)) {
          words.add(word);
        }
      }
      return new Roots(words, pairs);
    }

    /** Whether a word is like one of these and like none of others. */
    boolean has(String word, Roots others) {
      if (Tokens.isSpaceless(word.codePointAt(0))) {
        return pairs(word).stream().anyMatch(i -> pairs.contains(i) && !others.pairs.contains(i));
      }
      return word.length() >= LEAST && isLike(word) && !others.isLike(word);
    }

    private boolean isLike(String word) {
      return words.stream().anyMatch(own -> isAkin(own, word));
    }

    private static boolean isAkin(String own, String word) {
      int shorter = Math.min(own.length(), word.length());
      int same = 0;
      while (same < shorter && own.charAt(same) == word.charAt(same)) {
        same++;
      }
      return same >= LEAST && 5 * same >= 3 * shorter;
    }

    /** Pairs that begin with a Chinese character, and the first two of a Korean word. */
    private static Set<String> pairs(String word) {
      Set<String> pairs = new HashSet<>();
      for (int i = 0; i + 1 < word.length(); i++) {
        UnicodeScript script = UnicodeScript.of(word.charAt(i));
        if (script == UnicodeScript.HAN || (i == 0 && script == UnicodeScript.HANGUL)) {
          pairs.add(word.substring(i, i + 2));
        }
      }
      return pairs;
    }
  }

  private static boolean isNegated(String action) {
    Tokens tokens = Tokens.of(CanonicalText.of(action));
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isWord(i) && NEGATING.contains(tokens.word(i))) {
        return true;
      }
    }
    return false;
  }

  private Set<String> stems(String action) {
    Tokens tokens = Tokens.of(CanonicalText.of(action));
    Set<String> stems = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isWord(i) && !COMMON.contains(tokens.word(i))) {
        stems.add(stemmer.stem(tokens.word(i)));
      }
    }
    return stems;
  }

  private static Mention longest(int end1, int end2) {
    if (end1 < 0 && end2 < 0) {
      return null;
    }
    Label label = end1 == end2 ? Label.INVALID : end1 > end2 ? Label.ACTION1 : Label.ACTION2;
    return new Mention(label, Mention.Kind.TEXT, Math.max(end1, end2));
  }

  /** What an option does, and as after "I would" and "I choose" if it is not to do something. */
  private static List<String> acts(String action) {
    String text = CanonicalText.key(action);
    if (!text.startsWith("i ")) {
      return List.of();
    }
    Matcher negated = NEGATED.matcher(text);
    if (!negated.lookingAt()) {
      return List.of(text.substring(2));
    }
    String act = text.substring(negated.end());
    return List.of(text.substring(2), "not " + act, "not to " + act);
  }
}
