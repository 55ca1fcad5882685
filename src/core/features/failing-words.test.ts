// Failures in other languages and in codes of several words: each phrase in each wrapping is one, and what daemons write on a good day is none.
import { expect, it } from 'vitest';
import { levelOfWords } from './level-words';

const linesOf = (text: string): string[] => text.trim().split('\n');

const FAILED: Readonly<Record<string, readonly string[]>> = {
  German: linesOf(`
Verbindung abgelehnt
Verbindung zu db-1 fehlgeschlagen
Sicherung gescheitert
Datei konnte nicht geöffnet werden
Der Dienst kann die Datenbank nicht erreichen
Schreibfehler: kein Speicherplatz
Server ist nicht erreichbar
Unerwarteter Fehler im Modul Zahlung
Vorgang abgebrochen`),
  French: linesOf(`
échec de la connexion
La sauvegarde a échoué
erreur interne du serveur
connexion refusée par le pair
impossible d'ouvrir le fichier
le service n'a pas pu démarrer
serveur injoignable`),
  Spanish: linesOf(`
falló la conexión con la base
conexión rechazada
no se pudo abrir el archivo
pago fallido
el servidor es inalcanzable`),
  Portuguese: linesOf(`
falha ao conectar ao banco
não foi possível abrir o arquivo
conexão recusada
erro interno do servidor
o pagamento falhou`),
  Italian: linesOf(`
errore interno
connessione rifiutata
impossibile aprire il file
pagamento fallito`),
  Russian: linesOf(`
ошибка подключения к базе
не удалось открыть файл
соединение отклонено
сбой при записи
сервер недоступен`),
  Chinese: linesOf(`
连接失败
連線失敗
支付请求被拒绝
无法打开文件
数据库异常
服务崩溃
写入出错`),
  Japanese: linesOf(`
接続に失敗しました
ファイルを開くことができません
内部エラーが発生しました
接続が拒否されました`),
  Korean: linesOf(`
연결 실패
파일을 열 수 없습니다. 오류
연결이 거부되었습니다`),
  codes: linesOf(`
payment-refused
order_failed
upstream-timeout
gateway_timeout
chargeRefused
jobAborted
connect ECONNREFUSED
write ENOSPC
backend_unreachable`),
};

const ROUTINE: Readonly<Record<string, readonly string[]>> = {
  German: linesOf(`
Bestellung gespeichert
Prüfung ohne Fehler beendet
120 Dateien geprüft, keine Fehler
Fehler: 0, Warnungen: 0
bei Fehler wird erneut versucht
Fehlerprotokoll geöffnet
Anmeldung fehlgeschlagen für anna
Gerät bereits vorhanden, ignoriert: Fehler 17
Dienst gestartet`),
  French: linesOf(`
commande enregistrée
terminé sans erreur
aucune erreur trouvée
erreurs : 0
en cas d'erreur, réessayer
échec de l'authentification pour anna
service démarré`),
  Spanish: linesOf(`
pedido guardado
terminado sin errores
errores: 0
en caso de error se repite
autenticación fallida para anna
servicio iniciado`),
  Portuguese: linesOf(`
pedido gravado
terminado sem erros
erros: 0
em caso de erro, tente de novo
falha de autenticação para anna
serviço iniciado`),
  Italian: linesOf(`
ordine salvato
finito senza errori
in caso di errore si ripete
servizio avviato`),
  Russian: linesOf(`
заказ сохранён
проверка без ошибок
ошибок: 0
в случае ошибки повторить
ошибка аутентификации пользователя
служба запущена`),
  Chinese: linesOf(`
订单已保存
检查完成，没有错误
失败数: 0
错误日志已打开
如果失败将重试
登录失败 用户 anna
密码错误
服务已启动`),
  Japanese: linesOf(`
注文を保存しました
エラーなし
エラー件数: 0
エラーログを開きました
失敗した場合は再試行します
ログインに失敗しました
サービスを開始しました`),
  Korean: linesOf(`
주문이 저장되었습니다
오류 없음
오류 0
로그인 실패`),
  codes: linesOf(`
retry_on_failed=3
requests_failed 0
node_errors_total 12
upstream-timeout=30
proxy timeout set to 30
isFailed: false
on_failed() registered
loaded hooks/job_failed.rb
auth-failed user=anna
max_connect_refused: 3
session_expired user=anna`),
};

/** Around a phrase, as loggers and templates have it. */
const WRAPPINGS: readonly ((phrase: string) => string)[] = [
  (phrase) => phrase,
  (phrase) => `shop-1 worker[812]: ${phrase}`,
  (phrase) => `[cart] ${phrase} (10.0.3.3:3306)`,
  (phrase) => `${phrase} <*> <*>`,
  (phrase) => `order <*>: ${phrase}`,
  (phrase) => `msg="${phrase}" id=<*>`,
];
/** A value behind a number or a code is another one. */
const isOpen = (wrapped: string, phrase: string): boolean =>
  !(wrapped.startsWith(`${phrase} <`) && /[\d_]/.test(phrase));

it.each(Object.keys(FAILED))('failures in %s are errors', (language) => {
  for (const phrase of FAILED[language])
    for (const wrap of WRAPPINGS)
      if (isOpen(wrap(phrase), phrase))
        expect(levelOfWords(wrap(phrase)), wrap(phrase)).toBeGreaterThanOrEqual(6);
});

it.each(Object.keys(ROUTINE))('a good day in %s has no errors', (language) => {
  for (const phrase of ROUTINE[language])
    for (const wrap of WRAPPINGS)
      if (isOpen(wrap(phrase), phrase)) expect(levelOfWords(wrap(phrase)), wrap(phrase)).toBeLessThan(6);
});
