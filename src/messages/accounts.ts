export const zhHant = {
  'account.no_role':
    '您的帳號尚未取得可使用後臺的身分，或已停用；請完成身分申請，或洽所屬機關管理者。',
  'accounts.citizen':
    '您登入的是一般民眾帳號，語料庫後臺須使用公務帳號。請先至「我的E政府」申請公務帳號，再回到這裡登入。',
  'accounts.agency_missing':
    '您的公務帳號尚未綁定機關 OID。請至「我的E政府」會員中心綁定現任機關的 OID，再回到這裡登入。',
  'accounts.agency_unknown':
    '語料庫中查無您公務帳號所綁定的機關（OID：{oid}）。請確認綁定的是現任機關的 OID；若無誤，請洽客服協助新增機關。',
  'accounts.agency_retired':
    '您公務帳號所綁定的機關在語料庫已停用，且沒有承接的機關，因此不能申請帳號。若您已調任，請先至「我的E政府」改綁現任機關的 OID；否則請洽客服協助。',
  'accounts.claims_incomplete':
    '身分提供者沒有提供您的姓名，因此無法建立帳號。請至「我的E政府」補齊帳號資料後再登入。',
  'accounts.disabled': '您的帳號已停用，無法登入。如有疑問，請洽貴機關的機關管理者或客服。',
  'accounts.flow_missing':
    '登入程序已逾時或已使用過，請重新登入。若仍發生，請確認瀏覽器允許本網站使用 Cookie。',
  'accounts.form_kept': '登入已逾時，但您填寫的內容已經保留。請重新登入，即可接續填寫並送出。',
  'accounts.sign_in_cancelled': '您已取消登入，或身分提供者沒有核准登入。請重新登入。',
  'accounts.provider_unavailable': '身分提供者目前沒有回應，請稍後再登入。',
  'accounts.sign_in_refused':
    '身分提供者的回覆未通過安全檢查，為保護您的帳號，這次登入沒有完成。請重新登入；若持續發生，請將查詢編號 {requestId} 告知客服。',
  'accounts.unit_type_unavailable': '此申請單位類型尚未開放登入。如需申請，請洽客服。',
  'accounts.login.title': '臺灣主權AI訓練語料庫 後臺管理登入',
  'accounts.login.heading': '請選擇申請單位類型',
  'accounts.login.government': '政府機關',
  'accounts.login.government_hint': '以「我的E政府」公務帳號登入',
  'accounts.login.company': '公司行號',
  'accounts.login.company_hint': '以公司行號的身分提供者登入',
  'accounts.login.organisation': '團體組織',
  'accounts.login.organisation_hint': '以團體組織的身分提供者登入',
  'accounts.login.not_configured': '尚未開放登入，如需申請請洽客服',
  'accounts.login.back': '回到登入頁',
  'accounts.login.failed': '無法登入',
  'accounts.login.again': '請重新登入',
  'accounts.login.request_id': '查詢編號：{requestId}',
  'accounts.login.help': '客服專線 {phone}，電子郵件 {email}',
  'accounts.login.text_size': '字級',
  'accounts.login.small': '小',
  'accounts.login.medium': '中',
  'accounts.login.large': '大',
  'accounts.login.other_language': 'English',
  'accounts.login.skip': '跳到主要內容',
  'accounts.not_found': '查無此帳號或申請，或您沒有權限查看。',
  'accounts.not_your_decision': '這項申請或帳號不由您處理。',
  'accounts.already_decided': '這項申請已經由其他人處理完畢，請重新整理以查看結果。',
  'accounts.certificate_missing': '申請人尚未完成機關憑證驗證，無法通過審核。',
  'accounts.remark_required': '請填寫原因，申請人才知道如何補正。',
  'accounts.remark_too_long': '原因最多 {max} 字。',
  'accounts.application_invalid': '請修正下列欄位後再送出。',
  'accounts.email_invalid': '請填寫正確的電子郵件，例如 name@agency.gov.tw。',
  'accounts.role_missing': '請選擇申請身分。',
  'accounts.consent_missing': '請先閱讀並同意個人資料的使用說明。',
  'accounts.application_pending': '您的申請正在審核中，不需要重複送出。',
  'accounts.role_held': '您已經具有此身分。',
  'accounts.password_closed': '此帳號不開放密碼登入，請以公務帳號登入。',
  'accounts.password_wrong': '電子郵件或密碼不正確，或此帳號不開放密碼登入。',
  'accounts.locked': '登入失敗次數過多，此帳號已鎖定 15 分鐘。',
  'accounts.apply.heading': '選擇申請身分',
  'accounts.apply.name': '姓名',
  'accounts.apply.account': '公務帳號',
  'accounts.apply.agency': '部會/機關名稱',
  'accounts.apply.email': '電子郵件',
  'accounts.apply.role': '申請身分',
  'accounts.apply.provider_hint': '上傳並維護本機關的資料集。由貴機關的機關管理者審核。',
  'accounts.apply.agency-manager_hint':
    '審核本機關及所屬機關的資料集與帳號。須驗證 GCA 政府憑證，由後臺管理者審核。',
  'accounts.apply.consent':
    '我同意語料庫為審核帳號、通知審核結果及稽核之目的，使用上列姓名、公務帳號、機關及電子郵件。',
  'accounts.apply.send': '送出',
  'accounts.apply.pending': '您已申請「{role}」身分，目前審核中。請於日後重新登入查看審核結果。',
  'accounts.apply.granted': '您的申請已通過，可以進入後臺。',
  'accounts.apply.enter': '進入後臺',
  'accounts.apply.refused': '前次申請未通過，原因：{remark}。您可以修正後重新申請。',
  'accounts.apply.restored': '這是您登入逾時前填寫的內容，請確認後送出。',
  'accounts.apply.change': '更改申請身分',
  'accounts.certificate.heading': '驗證機關憑證（GCA 政府憑證）',
  'accounts.certificate.explain':
    '請插入機關憑證卡，輸入 PIN 碼後按「驗證」。PIN 碼只交給您電腦上的憑證元件，不會傳到本系統。',
  'accounts.certificate.pin': '憑證 PIN 碼',
  'accounts.certificate.sign': '驗證',
  'accounts.certificate.later': '手邊沒有憑證卡？您的申請已經儲存，下次登入可以繼續。',
  'accounts.certificate.not_configured': '本系統尚未設定憑證驗證，您的申請已經儲存。請洽客服。',
  'accounts.sign_out.heading': '登出',
  'accounts.sign_out.button': '登出',
  'accounts.sign_out.stay': '回到後臺',
  'accounts.sign_out.done': '您已登出語料庫後臺',
  'accounts.sign_out.provider': '您在身分提供者的登入仍然有效。使用公用電腦時，請一併登出。',
  'accounts.sign_out.provider_button': '一併登出身分提供者',
  'accounts.local.heading': '系統管理者登入',
  'accounts.local.explain':
    '僅供指定的本機帳號於身分提供者無法使用時登入。其他人員請以公務帳號登入。',
  'accounts.local.password': '密碼',
  'accounts.local.button': '登入',
  'accounts.certificate.waiting': '請在跳出的視窗完成簽章……',
  'accounts.certificate.failed':
    '憑證元件沒有完成簽章（代碼 {code}）。請確認憑證卡已插入、PIN 碼正確後再試。',
  'accounts.certificate.blocked': '瀏覽器擋住了憑證元件的視窗。請允許本網站開啟視窗後再試。',
  'accounts.certificate.closed':
    '憑證元件的視窗已關閉，簽章沒有完成。請確認已安裝並啟動憑證元件後再試。',
  'accounts.certificate.no_answer':
    '憑證元件沒有回應。請確認已安裝並啟動憑證元件（HiPKI），再試一次。',
  'accounts.certificate.no_card': '讀卡機裡沒有憑證卡。請插入機關憑證卡後再試。',
  'accounts.certificate.no_reader': '找不到讀卡機。請接上讀卡機並插入機關憑證卡後再試。',
  'accounts.certificate.site_not_allowed':
    '您電腦上的憑證元件尚未允許本網站使用。請更新憑證元件；若仍發生，請洽客服。',
  'accounts.certificate.cancelled': '您取消了簽章。要繼續時，請再按一次「驗證」。',
  'accounts.certificate.pin_missing': '請輸入憑證 PIN 碼。',
  'accounts.certificate.pin_wrong': 'PIN 碼錯誤，請再輸入一次。連續輸入錯誤，憑證卡會鎖住。',
  'accounts.certificate.pin_last':
    'PIN 碼錯誤，只剩一次機會。若不確定 PIN 碼，請先洽貴機關的憑證卡保管人，以免憑證卡鎖住。',
  'accounts.certificate.pin_length': 'PIN 碼長度不正確，請再輸入一次。',
  'accounts.certificate.card_locked':
    '憑證卡已因 PIN 碼連續錯誤而鎖住。請至政府憑證管理中心（GCA）網站解鎖後再驗證。',
  'certificate.not_configured': '本系統尚未設定憑證驗證，請洽客服。',
  'certificate.not_expected': '目前沒有等待憑證驗證的申請，請重新整理頁面。',
  'certificate.challenge_missing': '這次驗證已逾時或已使用過，請再按一次「驗證」。',
  'certificate.malformed': '憑證元件傳回的簽章格式不正確，請更新憑證元件後再試。',
  'certificate.signers': '簽章必須由一張憑證單獨簽署，請再試一次。',
  'certificate.no_signed_attributes': '簽章缺少必要的簽署屬性，請更新憑證元件後再試。',
  'certificate.other_content': '簽署的內容與本系統要求的不同，請再按一次「驗證」。',
  'certificate.wrong_signature': '簽章驗證不符，請再試一次；若持續發生，請確認憑證卡是否正常。',
  'certificate.weak_algorithm':
    '簽章或憑證使用了不安全的演算法（例如 SHA-1），請更新憑證元件或換發憑證。',
  'certificate.weak_key': '憑證的金鑰長度不足，請換發憑證。',
  'certificate.untrusted': '此憑證不是由政府憑證管理中心（GCA）簽發，請改用機關憑證卡。',
  'certificate.not_yet_valid': '此憑證尚未生效，請於生效日後再驗證。',
  'certificate.expired': '此憑證已過期，請換發後再驗證。',
  'certificate.is_authority': '此憑證是憑證機構的憑證，不能用於驗證機關。',
  'certificate.wrong_usage': '此憑證不能用於數位簽章，請選用簽章用憑證。',
  'certificate.unknown_extension': '此憑證含有本系統無法處理的限制，請洽客服。',
  'certificate.agency_missing': '憑證上沒有（或不只一個）機關 OID，請確認插入的是機關憑證卡。',
  'certificate.agency_mismatch': '憑證所屬的機關與您公務帳號的機關不同，請使用貴機關的憑證卡。',
  'certificate.revoked': '此憑證已被廢止，請使用有效的機關憑證卡。',
  'certificate.revocation_unknown':
    '目前無法確認憑證是否有效（取不到有效的廢止清冊），請稍後再試。您的申請已經儲存。',
} as const;

export const en: Record<keyof typeof zhHant, string> = {
  'account.no_role':
    'Your account has no role in the back office yet, or is disabled; complete the application, or ask a manager of your agency.',
  'accounts.citizen':
    'You signed in with a citizen account (一般民眾); the back office needs a public servant account (公務帳號). Apply for one at 我的E政府, then sign in here again.',
  'accounts.agency_missing':
    'No agency OID is bound to your public servant account. Bind the OID of your present agency in the member centre of 我的E政府, then sign in here again.',
  'accounts.agency_unknown':
    'The agency bound to your account (OID {oid}) is not known here. Check that it is your present agency; if so, ask the help line to add it.',
  'accounts.agency_retired':
    'The agency bound to your account is no longer in use here and no other took over, so no account can be applied for. If you have moved, bind the OID of your present agency at 我的E政府 first; otherwise ask the help line.',
  'accounts.claims_incomplete':
    'The identity provider did not tell your name, so no account can be made. Complete your account data there, then sign in again.',
  'accounts.disabled':
    "Your account is disabled. If you have questions, ask your agency's manager or the help line.",
  'accounts.flow_missing':
    'This sign-in has expired or was used already; please sign in again. If it happens again, check that your browser allows cookies for this site.',
  'accounts.form_kept':
    'Your sign-in has expired, but what you filled in is kept. Sign in again to continue and send it.',
  'accounts.sign_in_cancelled':
    'You cancelled the sign-in, or the identity provider did not approve it. Please sign in again.',
  'accounts.provider_unavailable':
    'The identity provider does not answer for the moment; please sign in later.',
  'accounts.sign_in_refused':
    "The identity provider's answer did not pass the security checks, so this sign-in was not completed, to protect your account. Please sign in again; if it goes on, give the help line the request id {requestId}.",
  'accounts.unit_type_unavailable':
    'Sign-in is not open for this type of applicant. To apply, please ask the help line.',
  'accounts.login.title': 'Taiwan Sovereign AI Training Corpus: back office sign-in',
  'accounts.login.heading': 'Choose the type of your organisation',
  'accounts.login.government': 'Government agency',
  'accounts.login.government_hint': 'Sign in with your public servant account (我的E政府)',
  'accounts.login.company': 'Company',
  'accounts.login.company_hint': "Sign in with your company's identity provider",
  'accounts.login.organisation': 'Organisation',
  'accounts.login.organisation_hint': "Sign in with your organisation's identity provider",
  'accounts.login.not_configured': 'Not open for sign-in; to apply, ask the help line',
  'accounts.login.back': 'Back to sign-in',
  'accounts.login.again': 'Please sign in again',
  'accounts.login.failed': 'You could not be signed in',
  'accounts.login.request_id': 'Request id: {requestId}',
  'accounts.login.help': 'Help line {phone}, e-mail {email}',
  'accounts.login.text_size': 'Text size',
  'accounts.login.small': 'Small',
  'accounts.login.medium': 'Medium',
  'accounts.login.large': 'Large',
  'accounts.login.other_language': '正體中文',
  'accounts.login.skip': 'Skip to the main content',
  'accounts.not_found': 'There is no such account or application, or you may not see it.',
  'accounts.not_your_decision': 'This application or account is not yours to decide on.',
  'accounts.already_decided':
    'Somebody has decided this application already; please reload to see the result.',
  'accounts.certificate_missing':
    "The applicant has not verified the agency's certificate yet, so this cannot be approved.",
  'accounts.remark_required': 'Give the reason, so that the applicant knows what to correct.',
  'accounts.remark_too_long': 'The reason may have {max} characters at most.',
  'accounts.application_invalid': 'Correct the fields named and send the application again.',
  'accounts.email_invalid': 'Give a correct e-mail address, such as name@agency.gov.tw.',
  'accounts.role_missing': 'Choose the role you apply for.',
  'accounts.consent_missing': 'Please read and accept how your personal data are used.',
  'accounts.application_pending':
    'Your application is under review already; there is no need to send it again.',
  'accounts.role_held': 'You have this role already.',
  'accounts.password_closed':
    'This account has no password login; sign in with your public servant account.',
  'accounts.password_wrong':
    'The e-mail or password is wrong, or this account has no password login.',
  'accounts.locked': 'Too many failed attempts: this account is locked for 15 minutes.',
  'accounts.apply.heading': 'Choose the role you apply for',
  'accounts.apply.name': 'Name',
  'accounts.apply.account': 'Public servant account',
  'accounts.apply.agency': 'Agency',
  'accounts.apply.email': 'E-mail',
  'accounts.apply.role': 'Role',
  'accounts.apply.provider_hint':
    "Upload and keep your agency's datasets. Reviewed by your agency's manager.",
  'accounts.apply.agency-manager_hint':
    "Review datasets and accounts of your agency and those below it. Needs the agency's GCA certificate; reviewed by the platform's admins.",
  'accounts.apply.consent':
    'I agree that my name, account, agency and e-mail are used to review this account, to notify me of the result, and for audit.',
  'accounts.apply.send': 'Send',
  'accounts.apply.pending':
    'You have applied for the role "{role}"; it is under review. Sign in again later to see the result.',
  'accounts.apply.granted': 'Your application was approved; you can enter the back office.',
  'accounts.apply.enter': 'Enter the back office',
  'accounts.apply.refused':
    'Your last application was refused: {remark}. You can correct it and apply again.',
  'accounts.apply.restored':
    'This is what you filled in before your sign-in expired; check it and send it.',
  'accounts.apply.change': 'Change the role',
  'accounts.certificate.heading': "Verify the agency's certificate (GCA)",
  'accounts.certificate.explain':
    "Insert the agency's certificate card, enter its PIN and press Verify. The PIN goes to the card component on your computer only, never to this service.",
  'accounts.certificate.pin': 'PIN of the card',
  'accounts.certificate.sign': 'Verify',
  'accounts.certificate.later':
    'No card at hand? Your application is saved; continue at your next sign-in.',
  'accounts.certificate.not_configured':
    'Verification of certificates is not configured here; your application is saved. Please ask the help line.',
  'accounts.sign_out.heading': 'Sign out',
  'accounts.sign_out.button': 'Sign out',
  'accounts.sign_out.stay': 'Back to the back office',
  'accounts.sign_out.done': 'You are signed out of the back office',
  'accounts.sign_out.provider':
    'You are still signed in at the identity provider. On a shared computer, sign out there too.',
  'accounts.sign_out.provider_button': 'Sign out at the identity provider too',
  'accounts.local.heading': 'System administrator sign-in',
  'accounts.local.explain':
    'For named local accounts only, when the identity provider cannot be used. Everybody else signs in with a public servant account.',
  'accounts.local.password': 'Password',
  'accounts.local.button': 'Sign in',
  'accounts.certificate.waiting': 'Please complete the signature in the window that opened…',
  'accounts.certificate.failed':
    'The card component did not sign (code {code}). Check that the card is inserted and the PIN is right, then try again.',
  'accounts.certificate.blocked':
    "The browser blocked the card component's window. Allow this site to open windows and try again.",
  'accounts.certificate.closed':
    "The card component's window was closed before the signature was made. Check that the component is installed and running, then try again.",
  'accounts.certificate.no_answer':
    'The card component does not answer. Check that it (HiPKI) is installed and running, then try again.',
  'accounts.certificate.no_card':
    "There is no card in the reader. Insert the agency's card and try again.",
  'accounts.certificate.no_reader':
    "No card reader was found. Connect it, insert the agency's card and try again.",
  'accounts.certificate.site_not_allowed':
    'The card component on your computer does not allow this site yet. Update the component; if it goes on, ask the help line.',
  'accounts.certificate.cancelled': 'You cancelled the signature. Press Verify again to go on.',
  'accounts.certificate.pin_missing': 'Enter the PIN of the card.',
  'accounts.certificate.pin_wrong':
    'The PIN is wrong; enter it again. Several wrong ones in a row lock the card.',
  'accounts.certificate.pin_last':
    "The PIN is wrong, and one attempt is left. If you are not sure of it, ask who keeps your agency's card first, before the card is locked.",
  'accounts.certificate.pin_length': 'The PIN has a wrong length; enter it again.',
  'accounts.certificate.card_locked':
    'The card is locked after several wrong PINs. Unlock it at the site of the government certification authority (GCA) first.',
  'certificate.not_configured':
    'Verification of certificates is not configured here; please ask the help line.',
  'certificate.not_expected': 'No application waits for a certificate now; please reload the page.',
  'certificate.challenge_missing':
    'This verification has expired or was used already; press Verify again.',
  'certificate.malformed':
    "The card component's signature has a wrong format; update the component and try again.",
  'certificate.signers': 'The signature must come from one certificate alone; please try again.',
  'certificate.no_signed_attributes':
    'The signature lacks the signed attributes it needs; update the card component and try again.',
  'certificate.other_content': 'What was signed is not what was asked for; press Verify again.',
  'certificate.wrong_signature':
    'The signature is not right; please try again. If it goes on, check the card.',
  'certificate.weak_algorithm':
    'The signature or the certificate uses an algorithm that is not safe any more (such as SHA-1); update the component or renew the certificate.',
  'certificate.weak_key': "The certificate's key is too short; please renew it.",
  'certificate.untrusted':
    "This certificate was not issued by the government's certification authority (GCA); use your agency's card.",
  'certificate.not_yet_valid': 'This certificate is not valid yet; verify it after its first day.',
  'certificate.expired': 'This certificate has expired; renew it first.',
  'certificate.is_authority':
    "This is a certification authority's certificate; it cannot stand for an agency.",
  'certificate.wrong_usage':
    'This certificate is not for digital signatures; choose the one for signing.',
  'certificate.unknown_extension':
    'This certificate has restrictions that are not known here; please ask the help line.',
  'certificate.agency_missing':
    "The certificate names no agency OID, or more than one; use your agency's card.",
  'certificate.agency_mismatch':
    "The certificate belongs to another agency than your account; use your own agency's card.",
  'certificate.revoked': 'This certificate has been revoked; use a valid card of your agency.',
  'certificate.revocation_unknown':
    'Whether the certificate is still valid cannot be known now (no valid revocation list); please try later. Your application is saved.',
};
