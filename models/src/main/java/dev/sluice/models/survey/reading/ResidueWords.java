// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.Label;
import java.util.Set;

/** Words by which {@link Residue} tells reasons from what may take a choice back. */
final class ResidueWords {
  static final Set<String> REASONS =
      Lexicon.words("because since due cause coz cuz given considering therefore otherwise");
  static final Phrases BACKING =
      Phrases.of(
          """
          without hesitation|without a doubt|without doubt|without any doubt|without question|
          without a question|no question|no question about it|no doubt|no doubt about it|
          no hesitation|no matter what|no contest|not even close|would not hesitate|
          what i would do|what i would choose|what i would pick|what i do|what i choose|
          what i believe|what is right|what it is|no thinking needed|of course|not because|
          but because|no explanation needed|no explanation|not mine|no strings attached|
          no more no less|nothing more|nothing else
          """);
  static final Set<String> DENYING =
      Lexicon.words(
          "not never no nobody none nothing nowhere neither nor hardly barely scarcely"
              + " least minus except without opposite opposed last");
  static final Set<String> UNREAL =
      Lexicon.words(
          "might may could were had used did was wish wished dream dreams theory once"
              + " hypothetically supposedly allegedly almost nearly tempted tempting tempts");
  static final Set<String> SPEAKING =
      Lexicon.words(
          "say says said tell tells told claim claims insist insists argue argues suggests"
              + " wants wanted expects expected people others someone somebody anyone everyone"
              + " everybody some boss developers programmers creators critics opponents they he"
              + " she");
  static final Set<String> TURNING =
      Lexicon.words(
          "but yet though although however while whereas if unless until only provided"
              + " assuming depending when maybe perhaps possibly sometimes what how why who"
              + " whether else");
  static final Set<String> BLAMING =
      Lexicon.words(
          "worse worst wrong bad terrible horrible awful unacceptable immoral unethical"
              + " incorrect false evil harmful cruel dangerous unfair inappropriate dishonest"
              + " mistake error theft stealing lie lying crime criminal sin betrayal coward"
              + " cowardly coward's fool foolish fool's stupid silly selfish greedy risky reckless"
              + " naive illegal shame shameful disgraceful disgusting hard costly thief liar"
              + " monster guilty lazy ignores violates neglects enemy enemies trap trick regret"
              + " eliminated rejected discarded dismissed excluded joking kidding sarcastic"
              + " unthinkable unforgivable heartless inhumane");
  static final Set<String> SUBJECTS = Lexicon.words("i it we that this you");
  static final Set<String> HOLDING =
      Lexicon.words(
          "prefer choose pick select think believe feel agree am rather want like go find"
              + " consider know that so stand see have had be take say guess suppose really"
              + " definitely absolutely certainly strongly truly personally too it");
  static final Set<String> POLITE =
      Lexicon.words("thanks thank sir madam ma'am of to absolutely way");
  static final Set<String> AGREEING =
      Lexicon.words(
          "definitely certainly obviously clearly absolutely surely sure totally always"
              + " indeed final honest honestly honesty right rightly best better good kind"
              + " kindness fair fairness just justice decent matters duty trust truth law legal"
              + " safe safety responsible responsibility ethical ethically moral morally integrity"
              + " respect care honor compassion first gladly yes here please simple simply guess"
              + " think believe suppose done period easy love important hope belongs deserves"
              + " needs property help life lives save saving policy");
  static final Set<String> WEIGHING = Lexicon.words("over than instead rather versus");
  static final Set<String> AUXILIARIES =
      Lexicon.words("i would will do not never choose prefer to shall must d");
  static final Set<String> MODALS = Lexicon.words("would might could may should does did do will");
  static final Set<String> ALTERNATIVES =
      Lexicon.words(
          "refusing anything everything nothing doing otherwise stealing lying cheating"
              + " theft killing betraying deceiving hurting harming");
  static final Set<String> CONCEDING = Lexicon.words("even although though regardless despite");
  static final Phrases HEDGES =
      Phrases.of(
          """
          in a sense|in the sense|in some sense|in a way|in some ways|on paper|in principle|
          in theory|in another life|in a manner of speaking|so to say|technically|nominally|
          up to a point|more or less|kind of|sort of|to some extent|to a degree|in part|
          partly|hard to|difficult to|tough to|pros and cons|would have to be|not that i|
          the other way|the other one|vice versa|the opposite|the reverse|so to speak
          """);
  static final Set<String> POINTING = Lexicon.words("that this it");
  static final Set<String> BEING = Lexicon.words("is would be was seems feels sounds");
  static final Set<String> DEGREES =
      Lexicon.words("a an the just simply clearly plain very so pure really too outright");
  static final Set<String> PAST = Lexicon.words("yesterday before then once last my");
  static final Phrases DROPPING =
      Phrases.of(
          "i will not do it|i would not do it|i can not do it|i could not do it|i do not do it");
  static final Phrases UNDOING =
      Phrases.of(
          """
          in your dreams|in my dreams|as if|said no one|said nobody|said no one ever|
          i did the opposite|i do the opposite|i wish|i lied|i am lying|i am joking|
          i am kidding|in another life|in theory|in an ideal world|if only|i used to|
          ask me again|ask me tomorrow|ask me later|that is what i would say|kidding|joking|
          haha|let me think|let me see|let me consider|sarcasm|sarcastically|irony|a joke|lol
          """);

  private ResidueWords() {}

  /**
   * What the single words of an answer say beside a choice, as bits. Remarks overlap where an
   * answer says an option over and over, so each word is looked up once only.
   */
  static final class Signs {
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
}
