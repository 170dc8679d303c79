// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.List;
import java.util.Set;

/**
 * What the single words of a remark in another language than English say beside a choice, as bits.
 * Each word is looked up once only.
 */
final class ForeignSigns {
  /** Turns, makes a condition or doubts. */
  static final int CONTRAST = 1;

  static final int NEGATED = 1 << 1;

  /** Agrees with yes as with no. */
  static final int SURE = 1 << 2;

  /** Says that something is right. */
  static final int PRAISING = 1 << 3;

  /** Says that something is wrong. */
  static final int BLAMING = 1 << 4;

  static final int WANTING = 1 << 5;
  static final int JOKING = 1 << 6;
  static final int OF_ACTION1 = 1 << 7;
  static final int OF_ACTION2 = 1 << 8;
  static final int SHARED = 1 << 9;

  /** The words of the second action come before those of the first. */
  static final int FIRST_ACTION2 = 1 << 10;

  /** Speaks of the question, of not knowing, or of others. */
  static final int ASIDE = 1 << 11;

  private static final int READ = 1 << 12;

  /** Words of contrast, condition and doubt. */
  private static final Set<String> CONTRASTS =
      Lexicon.words(
          "aber doch jedoch wenn falls nur außer sofern vielleicht eventuell eigentlich sondern oder"
              + " obwohl mais si sauf seulement peut cependant ou sinon quoique pero"
              + " aunque solo sólo salvo quizás quizá tal o mas se talvez exceto ma però forse"
              + " oppure но если только может наверное однако или хотя возможно αλλά αν μόνο ίσωσ"
              + " όμωσ ή εκτόσ لكن إذا ربما فقط أو إلا إن लेकिन अगर शायद या पर मगर maar als ama fakat"
              + " eğer belki ancak misschien alleen of men hvis om kanske måske eller 하지만 그러나 만약"
              + " 아마 그런데");

  /** Words of the question, of not knowing, and of what others would do. */
  private static final Set<String> ASIDES =
      Lexicon.words(
          "frage fragen dilemma schwierig schwierige schwer schwere kompliziert verstehe verstanden"
              + " weiß hängt kommt meisten viele leute andere einfach leicht was"
              + " question dilemme difficile difficiles compliqué compliquée comprends compris sais"
              + " dépend plupart beaucoup gens autres certains simple facile"
              + " pregunta difícil complicado complicada entiendo entendido comprendo sé depende"
              + " mayoría muchos gente otros fácil qué"
              + " domanda capisco capito so dipende molti altri semplice pergunta entendo"
              + " entendi sei maioria muitos outros simples"
              + " вопрос вопроса дилемма сложный сложная сложно трудный трудно трудная понимаю понял"
              + " знаю зависит большинство многие люди другие просто"
              + " ερώτηση δύσκολη δύσκολο καταλαβαίνω ξέρω εξαρτάται πολλοί"
              + " سؤال السؤال صعب صعبة أفهم فهمت أعرف أدري يعتمد معظم كثير الناس"
              + " सवाल प्रश्न कठिन मुश्किल समझता समझती समझ जानता जानती निर्भर लोग"
              + " soru zor anlıyorum bilmiyorum bağlı insanlar vraag moeilijk begrijp weet mensen");

  private static final Set<String> NEGATIONS =
      Lexicon.words(
          "nicht nie niemals kein keine keinen pas jamais ne no nunca jamás non mai não не нет"
              + " никогда ни δεν όχι ποτέ لا لن لم ليس नहीं कभी मत değil asla niet geen nooit ikke"
              + " inte");
  private static final Set<String> SURELY =
      Lexicon.words(
          "natürlich selbstverständlich unbedingt absolut definitiv eindeutig jeden bestimmt"
              + " sicher gerne sûr évidemment absolument certainement définitivement"
              + " supuesto claro absolutamente definitivamente ciertamente certo certamente"
              + " assolutamente certeza конечно безусловно разумеется определённо однозначно"
              + " φυσικά βεβαίωσ σίγουρα بالتأكيد طبعا بالطبع أكيد बिल्कुल ज़रूर जरूर बेशक tabii elbette"
              + " kesinlikle natuurlijk zeker");
  private static final Set<String> PRAISES =
      Lexicon.words(
          "ehrlich ehrlicher ehrliche ehrlichkeit richtig richtige moralisch anständig"
              + " honnête honnêteté correct honesto honesta honestidad correcto correcta onesto"
              + " onesta onestà giusto giusta corretto honestidade correto честно честность"
              + " правильно правильный порядочно τίμιο σωστό τιμιότητα الأمانة الصدق الصواب الصحيح"
              + " ईमानदारी सही नैतिक dürüst dürüstlük doğru eerlijk");
  private static final Set<String> BLAMES =
      Lexicon.words(
          "unehrlich falsch diebstahl stehlen unmoralisch unredlich malhonnête voler vol"
              + " deshonesto deshonesta robar robo disonesto rubare furto desonesto roubar roubo"
              + " нечестно неправильно кража воровство κλοπή ανέντιμο سرقة خطأ चोरी गलत ग़लत बेईमानी"
              + " hırsızlık yanlış oneerlijk diefstal");
  private static final Set<String> WANTS =
      Lexicon.words(
          "würde möchte lieber bevorzuge préfère préférerais voudrais prefiero preferiría quiero"
              + " preferisco preferirei prefiro preferiria бы предпочитаю хочу προτιμώ أفضل أفضّل"
              + " चाहूँगा चाहूंगा चाहूँगी चाहूंगी tercih ederim liever");
  private static final Set<String> JOKES =
      Lexicon.words(
          "scherz scherze witz spaß plaisante plaisantais blague rigole broma bromeo bromeando"
              + " scherzo scherzavo brincadeira brincando шучу шутка шутка αστειεύομαι أمزح मज़ाक"
              + " मजाक şaka grapje");

  /** The same in scripts that are written without spaces. */
  private static final List<String> CONTRAST_PIECES =
      List.of(
          "但", "如果", "不过", "除非", "也许", "可能", "或", "只", "若", "却", "不過", "でも", "もし", "ただ", "しかし",
          "けど", "たぶん", "場合", "なら", "하지만", "지만", "만약", "아마", "으면");

  private static final List<String> ASIDE_PIECES =
      List.of(
          "问题", "問題", "質問", "难", "難", "明白", "理解", "了解", "知道", "知り", "分か", "わか", "复杂", "複雑", "很多人",
          "大多数", "人们", "人々", "多くの", "普通", "みんな", "질문", "어려", "이해", "모르", "사람들", "대부분", "取决");
  private static final List<String> NEGATION_PIECES =
      List.of("不", "没", "沒", "ません", "ない", "않", "아니", "못");
  private static final List<String> SURE_PIECES = List.of("当然", "當然", "一定", "もちろん", "물론", "당연");
  private static final List<String> PRAISE_PIECES =
      List.of("诚实", "誠實", "正确", "正確", "应该", "應該", "正直", "誠実", "正しい", "美德", "정직", "옳");
  private static final List<String> BLAME_PIECES = List.of("偷", "错误", "盗", "間違", "훔치", "잘못");
  private static final List<String> WANT_PIECES = List.of("愿意", "願意", "我会", "我會", "宁愿", "たい", "싶");
  private static final List<String> JOKE_PIECES = List.of("玩笑", "冗談", "농담");

  /** Reasons that are written together with what follows. */
  private static final List<String> GLUED_REASONS = List.of("因为", "因為", "由于", "由於", "なぜなら", "왜냐하면");

  private final Tokens tokens;
  private final Mentions mentions;
  private int[] signs;

  /** From one token to another there is no contrast. */
  private int plainFrom;

  private int plainTo;

  ForeignSigns(Tokens tokens, Mentions mentions) {
    this.tokens = tokens;
    this.mentions = mentions;
  }

  /** The signs of all words from a token on. */
  int of(int start, int end) {
    int all = 0;
    for (int i = start; i < end; i++) {
      int found = tokens.isWord(i) ? of(i) : 0;
      boolean second = (all & OF_ACTION1) == 0 && (found & OF_ACTION2) != 0;
      all |= found | (second ? FIRST_ACTION2 : 0);
    }
    return all;
  }

  /** Whether there is a word of contrast. */
  boolean isContrasted(int start, int end) {
    if (start < plainFrom || start > plainTo) {
      plainFrom = start;
      plainTo = start;
    }
    while (plainTo < end && (!tokens.isWord(plainTo) || (of(plainTo) & CONTRAST) == 0)) {
      plainTo++;
    }
    return plainTo < end;
  }

  static boolean isReason(String word) {
    return word != null && GLUED_REASONS.stream().anyMatch(word::startsWith);
  }

  private int of(int at) {
    if (signs == null) {
      signs = new int[tokens.size()];
    }
    if (signs[at] == 0) {
      signs[at] = READ | read(tokens.word(at)) | mentions.roots(tokens.word(at));
    }
    return signs[at];
  }

  private static int read(String word) {
    if (Tokens.isSpaceless(word.codePointAt(0))) {
      return sign(CONTRAST, in(CONTRAST_PIECES, word))
          | sign(ASIDE, in(ASIDE_PIECES, word))
          | sign(NEGATED, in(NEGATION_PIECES, word))
          | sign(SURE, in(SURE_PIECES, word))
          | sign(PRAISING, in(PRAISE_PIECES, word))
          | sign(BLAMING, in(BLAME_PIECES, word))
          | sign(WANTING, in(WANT_PIECES, word))
          | sign(JOKING, in(JOKE_PIECES, word));
    }
    return sign(CONTRAST, CONTRASTS.contains(word))
        | sign(ASIDE, ASIDES.contains(word))
        | sign(NEGATED, NEGATIONS.contains(word))
        | sign(SURE, SURELY.contains(word))
        | sign(PRAISING, PRAISES.contains(word))
        | sign(BLAMING, BLAMES.contains(word))
        | sign(WANTING, WANTS.contains(word))
        | sign(JOKING, JOKES.contains(word));
  }

  private static boolean in(List<String> pieces, String word) {
    for (String piece : pieces) {
      if (word.contains(piece)) {
        return true;
      }
    }
    return false;
  }

  private static int sign(int sign, boolean set) {
    return set ? sign : 0;
  }
}
