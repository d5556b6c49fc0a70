-- Starts Python for the add-in in Excel for Mac; belongs in ~/Library/Application Scripts/com.microsoft.Excel.
-- Every part is quoted for the shell, since a workbook's name may hold any character but the one that parts them.
on VbaHandler(parameterString)
	set previousDelimiters to AppleScript's text item delimiters
	set AppleScript's text item delimiters to "|"
	set parameterList to text items of parameterString
	set AppleScript's text item delimiters to previousDelimiters
	if (count of parameterList) is not 6 then error "Nama buku kerja tidak boleh memuat tanda |"
	set {searchPath, interpreterPath, pythonCommand, bookName, excelPath, logPath} to parameterList
	set bookArgument to quoted form of ("--wb=" & bookName)
	set excelArgument to quoted form of ("--app=" & excelPath)
	set pythonCall to (quoted form of interpreterPath) & " -B -u -W ignore -c " & (quoted form of pythonCommand)
	set errorTarget to " > /dev/null 2> " & (quoted form of logPath) & " &"
	return do shell script pythonCall & " " & bookArgument & " --from_xl=1 " & excelArgument & errorTarget
end VbaHandler
